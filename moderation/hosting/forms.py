"""What staff write about a round and in it, checked."""

from datetime import datetime
from typing import Any

from forum.kernel.forms import Choice, Line, Many, Number, PlainForm, Version, Words
from forum.rounds.actions.preparing import NOBODY
from forum.rounds.queries import who_can_answer
from forum.rounds.showing import team_name
from moderation.announcements.forms import moment_in
from moderation.hosting.wording import REASONS, STATES

MOST_TURNS = 1000
OPEN_AGAIN = "Open the page again."


class HostsForm(PlainForm):
    """`chosen` are the ids of those who were ticked."""

    hosts = Many("Who answers?", missing=NOBODY)

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.hosts.choices = [(str(one.id), team_name(one)) for one in who_can_answer()]

    @property
    def chosen(self) -> frozenset[int]:
        return frozenset(int(one) for one in self.hosts.data or [])


class RoundForm(HostsForm):
    """Times are by the clock of the place. `version` is the revision that was opened."""

    title = Line("In one line", most=120, missing="Write in one line what it is about.")
    body = Words("What people can ask about", most=5_000, missing="Write what people can ask.")
    opens = Line("When it opens", most=30, missing="Write when it opens.")
    closes = Line("When it closes", most=30, missing="Write when it closes.")
    version = Version()

    opens_at: datetime
    closes_at: datetime

    def validate_opens(self, field: Any) -> None:
        if read := moment_in(field.data):
            self.opens_at = read

    def validate_closes(self, field: Any) -> None:
        if read := moment_in(field.data):
            self.closes_at = read


class RoundStateForm(PlainForm):
    state = Choice("What becomes of it", list(STATES.items()), missing="Choose what becomes of it.")
    reason = Line("Why it is called off", most=500)


class RoundAnswerForm(PlainForm):
    """`turn` is 1 for a first answer, and one more than the one that stood there."""

    turn = Number("Turn", least=1, most=MOST_TURNS, missing=OPEN_AGAIN)
    reason = Choice("Do you answer it here?", list(REASONS.items()), missing="Say if you answer.")
    body = Words("What people read", most=5_000, missing="Write what people read.")
    correction = Line("What was wrong before", most=300)
