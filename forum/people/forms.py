"""What people choose about how others find them."""

from forum.kernel.forms import Line, PlainForm


class FindingForm(PlainForm):
    """One button: let people find me, or stop that; without a clear yes it is a no."""

    wanted = Line("Wanted", most=3)

    @property
    def is_yes(self) -> bool:
        return bool(self.wanted.data == "yes")
