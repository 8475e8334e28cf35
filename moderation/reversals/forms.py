"""What a moderator writes who gives points back."""

from forum.integrity.actions import NO_REASON
from forum.kernel.forms import PlainForm, Words


class GiveBackForm(PlainForm):
    reason = Words("Why do they count?", most=2_000, missing=NO_REASON)
