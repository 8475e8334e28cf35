"""For which hat somebody says an answer."""

from forum.kernel.forms import LARGEST, OPEN_AGAIN, Number, PlainForm


class WearHatForm(PlainForm):
    grant_id = Number("For whom?", least=1, most=LARGEST, missing=OPEN_AGAIN)
