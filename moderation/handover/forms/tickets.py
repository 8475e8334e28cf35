"""What the desk presses on a ticket."""

from forum.kernel.forms import Choice, Number, PlainForm
from moderation.handover.forms.citizens import CHOOSE, NUMBERS

COMMENT_DEEDS = [("send", "Send it to the person"), ("aside", "Put it aside")]


class HandOverForm(PlainForm):
    desk = Number("Desk", least=1, most=NUMBERS, missing=CHOOSE)


class PassOnForm(PlainForm):
    message = Number("Message", least=1, most=NUMBERS, missing=CHOOSE)


class OutsideCommentForm(PlainForm):
    outcome = Choice("What becomes of it?", COMMENT_DEEDS, missing=CHOOSE)
