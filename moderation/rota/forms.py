"""What people at the desk say about themselves, and managers about a service, checked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wtforms.validators import ValidationError

from forum.kernel.clock import now
from forum.kernel.forms import Choice, Line, PlainForm, Seen, Version
from moderation.announcements.forms import moment_in, typed
from moderation.rota.models import Availability
from moderation.rota.wording import WAYS

NO_NUMBER = "Write a whole number, 0 to 500, or nothing for no limit."
IS_OVER = "Write a moment that is still to come, or nothing when you are here."


class AvailabilityForm(PlainForm):
    """Both may be empty."""

    away = Line("Away until", most=30)
    capacity = Line("How many tickets at work do you take at most?", most=3)

    away_until: datetime | None = None
    most: int | None = None

    @classmethod
    def of(cls, said: Availability) -> "AvailabilityForm":
        away = said.away_until if said.away_until and said.away_until > now() else None
        capacity = "" if said.capacity is None else str(said.capacity)
        return cls(data={"away": typed(away), "capacity": capacity})

    def validate_away(self, field: Any) -> None:
        self.away_until = moment_in(field.data)
        if self.away_until and self.away_until <= now():
            raise ValidationError(IS_OVER)

    def validate_capacity(self, field: Any) -> None:
        if field.data:
            if not (field.data.isascii() and field.data.isdigit() and int(field.data) <= 500):
                raise ValidationError(NO_NUMBER)
            self.most = int(field.data)


class GivingForm(PlainForm):
    way = Choice(
        "How are new tickets given?", list(WAYS.items()), missing="Choose one of the ways."
    )
    version = Version()
    seen = Seen()


YES_NO = [("yes", "Yes"), ("no", "No")]


class SkillForm(PlainForm):
    name = Line("What can somebody do?", most=60, missing="Write what it is.")
    seen = Seen()


class RenamedSkillForm(PlainForm):
    name = Line("What it is called", most=60, missing="Write what it is.")
    seen = Seen()


class RetiredSkillForm(PlainForm):
    wanted = Choice("wanted", YES_NO, missing="Say yes or no.")
    seen = Seen()


class HeldSkillForm(PlainForm):
    person = Choice("Who has it?", missing="Choose somebody who works at the desk.")
    wanted = Choice("wanted", YES_NO, missing="Say yes or no.")
    seen = Seen()

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        self.person.choices = [(str(id_), name) for id_, name in people]


class AskedSkillForm(PlainForm):
    where = Choice("Which tickets ask for it?", missing="Choose a service, a topic or a kind.")
    wanted = Choice("wanted", YES_NO, missing="Say yes or no.")
    seen = Seen()

    def offer(self, places: Iterable[tuple[str, str]]) -> None:
        self.where.choices = list(places)
