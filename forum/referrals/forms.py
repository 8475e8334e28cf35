"""What is sent about invitations: a sign-up with one more box, a new link, a yes or a no."""

from forum.accounts.forms import SignUpForm
from forum.kernel.forms import Line, PlainForm, Yes


class InvitedForm(SignUpForm):
    """The box is never ticked beforehand."""

    tells = Yes("Tell the person who invited me that I came")


class JoinLinkForm(PlainForm):
    """`instead_of` is the code that a new one replaces; empty for the first."""

    instead_of = Line("Code", most=40)


class ReferralForm(PlainForm):
    """One button; without a clear yes it is a no."""

    wanted = Line("Wanted", most=3)

    @property
    def is_yes(self) -> bool:
        return bool(self.wanted.data == "yes")
