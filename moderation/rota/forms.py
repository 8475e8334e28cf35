"""What people at the desk say about themselves, and managers about a service, checked."""

from datetime import datetime
from typing import Any

from wtforms.validators import ValidationError

from forum.kernel.clock import now
from forum.kernel.forms import Choice, Line, PlainForm, Seen, Version
from moderation.announcements.forms import moment_in, typed
from moderation.rota.models import Hand
from moderation.rota.wording import WAYS

NO_NUMBER = "Write a whole number, 0 to 500, or nothing for no end."
IS_OVER = "Write a moment that is still to come, or nothing when you are here."


class HandForm(PlainForm):
    """Both may be empty."""

    away = Line("Away until", most=30)
    capacity = Line("How many tickets at work do you take at most?", most=3)

    away_until: datetime | None = None
    most: int | None = None

    @classmethod
    def of(cls, hand: Hand) -> "HandForm":
        away = hand.away_until if hand.away_until and hand.away_until > now() else None
        capacity = "" if hand.capacity is None else str(hand.capacity)
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
