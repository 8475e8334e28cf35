"""Until when an answer holds, what is published of it, and a text to be looked at."""

from datetime import date
from typing import Any

from wtforms.validators import ValidationError

from forum.kernel.errors import Invalid
from forum.kernel.forms import Line, PlainForm, Words
from forum.threads.briefs import WRONG_DAY, checked_day
from forum.threads.forms import BriefPart


class StillTrueForm(PlainForm):
    """Empty means the usual day."""

    until = Line("Still true until", most=10)
    day: date | None = None

    def validate_until(self, field: Any) -> None:
        if not field.data:
            return
        try:
            self.day = checked_day(date.fromisoformat(field.data))
        except (ValueError, Invalid) as error:
            raise ValidationError(WRONG_DAY) from error


class PublicationForm(BriefPart, PlainForm):
    """What everybody will read of an answer that went to the person only."""

    body = Words("What everybody will read", missing="Write what everybody will read.")


class ReadingForm(PlainForm):
    """Any text, to be told how hard it is to read."""

    body = Words("The text", most=12_000)
