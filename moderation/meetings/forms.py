"""What the policy team writes about a meeting, checked."""

from datetime import date, datetime
from typing import Any

from forum.advisory.actions.meeting import NO_DAY
from forum.advisory.forms import AgendaItemForm
from forum.kernel.forms import Choice, Line, PlainForm, Words
from moderation.announcements.forms import moment_in
from moderation.backstage.forms import day_in
from moderation.meetings.wording import DECISIONS


class MeetingForm(PlainForm):
    """`moment` is when it begins, by the clock of the place."""

    title = Line("What it is called", most=120, missing="Write what the meeting is called.")
    place = Line("Where", most=150, missing="Write where it is.")
    meets = Line("When it begins", most=30, missing="Write when it begins.")

    moment: datetime

    def validate_meets(self, field: Any) -> None:
        if read := moment_in(field.data):
            self.moment = read


class StaffItemForm(AgendaItemForm):
    """The same that people of the group send."""


class ItemStateForm(PlainForm):
    state = Choice("What becomes of it", list(DECISIONS.items()), missing="Choose what becomes.")
    reason = Line("Why it is not taken", most=500)


class BallotForm(PlainForm):
    """`closes_at` is the moment, `lines` are the options."""

    question = Line("The question", most=200, missing="Write the question.")
    options = Words("The options, one a line", most=4_000, missing="Write the options.")
    closes = Line("When it closes", most=30, missing="Write when it closes.")

    closes_at: datetime

    def validate_closes(self, field: Any) -> None:
        if read := moment_in(field.data):
            self.closes_at = read

    @property
    def lines(self) -> list[str]:
        lines = (" ".join(one.split()) for one in self.options.data.splitlines())
        return [one[:200] for one in lines if one]


class MinutesForm(PlainForm):
    """`day` is by when we answer."""

    minutes = Words("The minutes", most=20_000, missing="Write what was said.")
    due = Line("By when we answer", most=10, missing=NO_DAY)

    day: date

    def validate_due(self, field: Any) -> None:
        if read := day_in(field.data):
            self.day = read


class ResponseForm(PlainForm):
    response = Words("Our answer", most=20_000, missing="Write our answer.")


class BallotsSwitchForm(PlainForm):
    wanted = Choice("Ballots", [("yes", "On"), ("no", "Off")], missing="Say on or off.")
