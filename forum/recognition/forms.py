"""What people choose about who sees that they are thanked."""

from forum.kernel.forms import Line, PlainForm


class SeenForm(PlainForm):
    """One button: show it to others, or stop that; without a clear yes it is a no."""

    wanted = Line("Wanted", most=3)

    @property
    def is_yes(self) -> bool:
        return bool(self.wanted.data == "yes")
