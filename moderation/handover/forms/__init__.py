"""What is sent about outside desks and hand-overs, checked, with the sentence to show."""

from moderation.handover.forms.citizens import HandOverConsentForm
from moderation.handover.forms.desks import DeskSecretForm, OutsideDeskForm
from moderation.handover.forms.tickets import HandOverForm, OutsideCommentForm, PassOnForm

__all__ = [
    "DeskSecretForm",
    "HandOverConsentForm",
    "HandOverForm",
    "OutsideCommentForm",
    "OutsideDeskForm",
    "PassOnForm",
]
