"""Everything that happens between us and an outside desk in one run, drawn by its seed."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from forum.kernel.db import db, fresh_reading
from moderation.handover import tasks
from moderation.handover.models import OutsideComment
from moderation.helpdesk.models import Message, Ticket
from tests.cast import Person, Visitor
from tests.moderation.handover.conftest import standing
from tests.moderation.handover.fakes import Fake, Fake311, FakeZammad

KILLED_AT = ("note_handed", "note_passed_on", "note_answered", "take_in")
MEANT = {"new": "waiting_third_party", "open": "waiting_third_party", "closed": "open"}
JOBS = (tasks.drain, tasks.look, tasks.poll)


class Killed(BaseException):
    """The worker was killed here."""


@dataclass
class Schedule:
    """`kill(place)` makes the worker die there, inside the block."""

    seed: int
    clock: Any
    kill: Callable[[str], AbstractContextManager[None]]
    fake: Fake
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.fake.random.seed(self.seed)
        self.fake.chance = 0.35

    def runs(self, deeds: list[Callable[[], None]], *, steps: int) -> None:
        """A wild time, after which everybody is well and there is time enough."""
        for _ in range(steps):
            self.random.choice([self.works] * 5 + [self.line_breaks, *deeds])()
            self.clock.shift(timedelta(seconds=self.random.randint(5, 400)))
        self.fake.chance, self.fake.down_until = 0.0, None
        for _ in range(16):
            for job in JOBS:
                job()
            self.clock.shift(timedelta(minutes=31))
        tasks.compare()

    def works(self) -> None:
        """The worker runs its timers, and is killed in the middle now and then."""
        for job in self.random.sample(JOBS, k=self.random.randint(1, 3)):
            if self.random.random() < 0.2:
                with suppress(Killed), self.kill(self.random.choice(KILLED_AT)):
                    job()
            else:
                job()

    def line_breaks(self) -> None:
        self.fake.goes_down(timedelta(minutes=self.random.choice([1, 60])))


@dataclass
class Zammads:
    """What people on both sides do with the same tickets."""

    schedule: Schedule
    fake: FakeZammad
    dev: Person
    visitor: Visitor
    desk_id: int
    tickets: list[Ticket]
    ids: list[int]
    said: dict[int, list[str]] = field(default_factory=dict)

    def somebody_writes(self) -> None:
        at = self.schedule.random.randrange(len(self.ids))
        said = self.said.setdefault(self.ids[at], [])
        if not standing(self.ids[at]).is_handed or len(said) == 4:
            return
        said.append(f"Word {len(said)} about {at}")
        self.dev.post(
            f"/desk/tickets/{self.tickets[at].reference}/messages",
            body=said[-1],
            visibility="private",
        )
        message_id = message_saying(said[-1])
        self.dev.post(f"/desk/hand-overs/{self.ids[at]}/messages", message=message_id)

    def they_act(self) -> None:
        for id_ in self.fake.tickets:
            self.fake.agent_moves(id_, self.schedule.random.choice(list(MEANT)))
            self.fake.agent_writes(id_, f"Reply {len(self.fake.articles)}")

    def calls_arrive(self) -> None:
        """Twice, in any order, and not all of them."""
        calls, self.fake.calls = self.fake.calls * 2, []
        self.schedule.random.shuffle(calls)
        for headers, body in calls[: self.schedule.random.randint(0, len(calls))]:
            assert calls_us(self.visitor, self.desk_id, headers, body) == 204

    def written_there(self, remote_id: int) -> list[str]:
        texts = [one["body"] for one in self.fake.articles if one["ticket_id"] == remote_id]
        bare = [text.removeprefix("<p>").removesuffix("</p>") for text in texts]
        return sorted(text for text in bare if text.startswith("Reply"))


@dataclass
class Requests:
    """What a desk behind Open311 does by itself."""

    schedule: Schedule
    fake: Fake311

    def they_act(self) -> None:
        for id_ in self.fake.requests:
            status = self.schedule.random.choice(["open", "closed"])
            notes = self.schedule.random.choice(["", "A crew is on the way."])
            self.fake.changes(id_, status, notes)


def calls_us(visitor: Visitor, desk_id: int, headers: dict[str, str], body: bytes) -> int:
    with visitor.app.app_context():
        path = f"/outside-desks/{desk_id}/calls"
        return visitor.app.test_client().post(path, data=body, headers=headers).status_code


def message_saying(text: str) -> int:
    with fresh_reading():
        return db.scalars(select(Message.id).where(Message.body == text)).one()


def state_of(ticket_id: int) -> str:
    with fresh_reading():
        return db.get_one(Ticket, ticket_id).state


def heard_about(hand_over_id: int) -> list[str]:
    rows = select(OutsideComment.body).where(OutsideComment.hand_over_id == hand_over_id)
    with fresh_reading():
        return sorted(db.scalars(rows))
