"""What is saved while somebody writes, and what they want to see as others will."""

from typing import Any

from wtforms import ValidationError

from forum.drafts.wording import Place, place_called
from forum.kernel.forms import OPEN_AGAIN, Line, PlainForm, Words


class DraftPlaceForm(PlainForm):
    place = Line("Place", most=40, missing=OPEN_AGAIN)

    def validate_place(self, field: Any) -> None:
        if place_called(field.data) is None:
            raise ValidationError(OPEN_AGAIN)

    @property
    def found(self) -> Place:
        """The form it is about; only of a form that is fine."""
        place = place_called(self.place.data)
        assert place
        return place


class DraftForm(DraftPlaceForm):
    """The fields of all forms together; each keeps its own."""

    title = Line("Title")
    body = Words("Text")
    topic = Line("Topic")
    board = Line("Board")
    tags = Line("Tags", most=200)
    revision = Line("Revision", most=20)

    @property
    def texts(self) -> dict[str, str]:
        return {name: text for name, text in self.data.items() if name != "place"}


class PreviewForm(PlainForm):
    body = Words("Text")
