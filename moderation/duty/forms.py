"""What people at the desk say about when they are here, checked."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from forum.kernel.forms import Choice, Line, PlainForm, Seen
from forum.kernel.languages import say
from forum.services.models import Service
from moderation.duty.models import DutyShift
from moderation.duty.wording import and_words, clock_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
RUN = 2
"""More days than these in a row are named by the first and the last."""
ONE_DAY = "date"
DAYS = [*((str(number), name) for number, name in enumerate(WEEKDAYS)), (ONE_DAY, "One day only")]
NO_TIME = "Write a time of day like 09:00."
NO_DATE = "Write the day like 2026-12-24."
FIELDS = ("person", "service", "weekday", "date", "begins", "ends")
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
    seen = Seen()

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

    @property
    def weekday_of_date(self) -> str:
        """The weekday in whose place a date stands; nothing for a weekday."""
        if self.weekday.data != ONE_DAY:
            return ""
        return str(date.fromisoformat(str(self.date.data)).weekday())


class FaceForm(PlainForm):
    shown = Choice("What do people read about you?", FACES, missing="Choose one of the two.")


def typed(shift: DutyShift) -> dict[str, str]:
    """The form as somebody would fill it in for these hours."""
    is_weekday = len(shift.day) == 1
    return {
        "person": str(shift.member_id),
        "service": shift.service.slug,
        "weekday": shift.day if is_weekday else ONE_DAY,
        "date": "" if is_weekday else shift.day,
        "begins": clock_of(shift.begins),
        "ends": clock_of(shift.ends),
    }


def days_of(days: Sequence[str]) -> str:
    """“Monday to Friday”, or each of them; dates as they are."""
    numbers = [int(day) for day in days if len(day) == 1]
    if len(numbers) > RUN and numbers == list(range(numbers[0], numbers[-1] + 1)):
        first, last = (say(WEEKDAYS[number]) for number in (numbers[0], numbers[-1]))
        told = [_("%(first)s to %(last)s", first=first, last=last)]
    else:
        told = [say(WEEKDAYS[number]) for number in numbers]
    return and_words([*told, *(day for day in days if len(day) > 1)])


def minutes_in(text: str) -> int:
    """Minutes after midnight; 24:00 is the end of the day."""
    hours, _colon, minutes = text.partition(":")
    is_time = all(part.isascii() and part.isdigit() for part in (hours, minutes))
    if not is_time or int(minutes) > 59 or int(hours) * 60 + int(minutes) > 1440:
        raise ValidationError(NO_TIME)
    return int(hours) * 60 + int(minutes)
