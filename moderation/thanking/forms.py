"""What a member of staff thanks for."""

from forum.kernel.forms import PlainForm, Words
from forum.recognition.actions.thanking import NO_WORDS


class ThankForm(PlainForm):
    body = Words("What do you thank for?", most=500, missing=NO_WORDS)
