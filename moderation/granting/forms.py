"""What managers decide about hats, checked."""

from datetime import datetime
from typing import Any

from wtforms.validators import ValidationError

from forum.hats.actions.giving import NO_DAY, WRITE_WHY
from forum.kernel.forms import Choice, Line, PlainForm, Version, Words
from moderation.granting.wording import KINDS, WHYS
from moderation.reports.forms import last_moment_of

NAME = "What they are called"
ABOUT = "What it means that somebody speaks for them"
NO_NAME = "Write what they are called."
NO_ABOUT = "Write what it means. Everybody reads it."


class HatForm(PlainForm):
    kind = Choice("Who wears it?", list(KINDS.items()), missing="Choose who wears it.")
    name = Line(NAME, most=80, missing=NO_NAME)
    about = Words(ABOUT, most=1_000, missing=NO_ABOUT)


class HatWordsForm(PlainForm):
    name = Line(NAME, most=80, missing=NO_NAME)
    about = Words(ABOUT, most=1_000, missing=NO_ABOUT)
    version = Version(least=1)


class GiveHatForm(PlainForm):
    """`until` is the end of the last day, by the clock of the place."""

    person = Line("Name of the person", most=100, missing="Write who gets it.")
    reason = Words("Why?", most=500, missing=WRITE_WHY)
    last_day = Line("Last day", most=30, missing=NO_DAY)

    until: datetime

    def validate_last_day(self, field: Any) -> None:
        day = last_moment_of(field.data) if field.data else None
        if day is None:
            raise ValidationError(NO_DAY)
        self.until = day


class TakeHatBackForm(PlainForm):
    reason = Words("Why?", most=500, missing=WRITE_WHY)


class TakeHatOffForm(PlainForm):
    why = Choice("Why?", list(WHYS.items()), missing="Choose why it is taken off.")


class HatsSwitchForm(PlainForm):
    wanted = Choice("Hats", [("yes", "On"), ("no", "Off")], missing="Say on or off.")
