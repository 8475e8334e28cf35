"""What people at the desk say about when they are here, checked."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms.validators import ValidationError

from forum.kernel.forms import Choice, Line, PlainForm
from forum.kernel.languages import say
from forum.services.models import Service

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ONE_DAY = "date"
DAYS = [*((str(number), name) for number, name in enumerate(WEEKDAYS)), (ONE_DAY, "One day only")]
NO_TIME = "Write a time of day like 09:00."
NO_DATE = "Write the day like 2026-12-24."
ENDS_EARLY = "The end must be after the beginning."
FACES = [("name", "My first name and my team"), ("team", "My team alone")]


class ShiftForm(PlainForm):
    """`moments` are minutes after midnight; `weekday_or_date` is what the row keeps."""

    person = Choice("Who?", missing="Choose who is here.")
    service = Choice("For which service?", missing="Choose a service.")
    weekday = Choice("On which day?", DAYS, missing="Choose a day.")
    date = Line("The day, when it is one day only", most=10)
    begins = Line("From", most=5, missing=NO_TIME)
    ends = Line("To", most=5, missing=NO_TIME)

    begins_at: int = 0
    ends_at: int = 0

    def offer(self, people: Iterable[tuple[int, str]], services: Iterable[Service]) -> None:
        self.person.choices = [(str(id_), name) for id_, name in people]
        self.service.choices = [(one.slug, say(one.name)) for one in services]

    def validate_date(self, field: Any) -> None:
        if self.weekday.data != ONE_DAY:
            return
        try:
            field.data = date.fromisoformat(field.data).isoformat()
        except ValueError as error:
            raise ValidationError(NO_DATE) from error

    def validate_begins(self, field: Any) -> None:
        self.begins_at = minutes_in(field.data)

    def validate_ends(self, field: Any) -> None:
        self.ends_at = minutes_in(field.data)
        if self.ends_at <= self.begins_at:
            raise ValidationError(ENDS_EARLY)

    @property
    def weekday_or_date(self) -> str:
        return str(self.date.data if self.weekday.data == ONE_DAY else self.weekday.data)


class FaceForm(PlainForm):
    shown = Choice("What do people read about you?", FACES, missing="Choose one of the two.")


def minutes_in(text: str) -> int:
    """Minutes after midnight; 24:00 is the end of the day."""
    hours, _, minutes = text.partition(":")
    is_time = all(part.isascii() and part.isdigit() for part in (hours, minutes))
    if not is_time or int(minutes) > 59 or int(hours) * 60 + int(minutes) > 1440:
        raise ValidationError(NO_TIME)
    return int(hours) * 60 + int(minutes)
