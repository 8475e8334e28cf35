"""What moderators decide about where somebody stands, checked."""

from datetime import datetime, time
from typing import Any

from wtforms.validators import ValidationError

from forum.kernel.clock import now
from forum.kernel.forms import Choice, Line, PlainForm, Words
from forum.reputation.actions.by_staff import WRITE_WHY
from forum.reputation.actions.holding import LATER
from forum.reputation.actions.ruling import WRITE_WHY as WRITE_WHY_RULES
from moderation.ladder.wording import NO_DAY, RUNGS
from moderation.reports.forms import last_moment_of

LONGEST = 1_000


class AskAdvocateForm(PlainForm):
    reason = Words("Why do you ask this person?", most=LONGEST, missing=WRITE_WHY)


class RungHoldForm(PlainForm):
    """`until` is the end of the last day, None when somebody has to let go."""

    rung = Choice("On which rung?", list(RUNGS.items()), missing="Choose a rung.")
    why = Words("Why?", most=LONGEST, missing="Write why. Other moderators read it.")
    last_day = Line("Last day", most=30)

    until: datetime | None = None

    def validate_last_day(self, field: Any) -> None:
        if not field.data:
            return
        self.until = last_moment_of(field.data)
        if self.until is None or self.until <= now():
            raise ValidationError(LATER)


class RulesForm(PlainForm):
    written = Words("The rules", most=20_000, missing="Write the rules.")


class AnnounceForm(PlainForm):
    """`begins` is the first moment of the day, where the place is."""

    first_day = Line("First day", most=30, missing=NO_DAY)
    why = Words("Why do the rules change?", most=LONGEST, missing=WRITE_WHY_RULES)

    begins: datetime | None = None

    def validate_first_day(self, field: Any) -> None:
        day = last_moment_of(field.data) if field.data else None
        if day is None:
            raise ValidationError(NO_DAY)
        self.begins = datetime.combine(day.date(), time.min, tzinfo=day.tzinfo)
