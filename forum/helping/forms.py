"""What people who look after a topic send, checked."""

from datetime import date
from typing import Any

from wtforms.validators import ValidationError

from forum.helping.queries.hours import TIMES, Time
from forum.helping.wording import NO_DAY, NO_TIME, NO_WORDS
from forum.kernel.forms import Line, Many, PlainForm, Words
from forum.threads.briefs import today

LONGEST = 3000
FURTHEST = 366
"""Days somebody can say beforehand that they are away."""


class HelpingHoursForm(PlainForm):
    """`chosen` are (weekday, part of the day); `away_until` is the last day they are away."""

    times = Many("When do you look after it?", missing=NO_TIME)
    away = Line("Away until", most=10)

    away_until: date | None = None

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.times.choices = [(written(time), written(time)) for time in TIMES]

    @property
    def chosen(self) -> list[Time]:
        ticked = set(self.times.data or [])
        return [time for time in TIMES if written(time) in ticked]

    def validate_away(self, field: Any) -> None:
        if not field.data:
            return
        try:
            self.away_until = date.fromisoformat(field.data)
        except ValueError as error:
            raise ValidationError(NO_DAY) from error
        if not 0 <= (self.away_until - today()).days <= FURTHEST:
            raise ValidationError(NO_DAY)


class GroupMessageForm(PlainForm):
    """To the others of the group and whoever of the staff stands by it."""

    body = Words("Your message", most=LONGEST, missing=NO_WORDS)


def written(time: Time) -> str:
    """A time of the week as a box of the form has it: "0-morning"."""
    return f"{time[0]}-{time[1]}"
