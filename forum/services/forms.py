"""What people send about a service."""

from forum.kernel.forms import Line, PlainForm


class FollowServiceForm(PlainForm):
    """One button that follows, or stops following when it says `no`."""

    wanted = Line("Wanted", most=3)

    @property
    def is_yes(self) -> bool:
        return bool(self.wanted.data != "no")
