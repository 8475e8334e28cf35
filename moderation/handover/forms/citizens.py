"""What the person says about their name and e-mail."""

from forum.kernel.forms import Number, PlainForm, Words

NUMBERS = 2**53
CHOOSE = "Open the page again and choose once more."


class HandOverConsentForm(PlainForm):
    """`notice` is what the person has read, so that a later wording is not taken for agreed to."""

    desk = Number("Desk", least=1, most=NUMBERS, missing=CHOOSE)
    notice = Words("What you agree to", most=1_000)
