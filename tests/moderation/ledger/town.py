"""A small town in which anything may happen, in any order; nothing of it stays afterwards.

A history is a list of deeds with two numbers each, which choose who does it and to what. What the
rules refuse does not happen, so every list is a history.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from time_machine import Traveller

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.ideas.actions import propose
from forum.kernel.db import db, writing
from forum.kernel.events import Event, Origin, Pending, PublishedEvent, acting_through
from forum.kernel.house import house
from forum.kernel.totals import StaleTotal
from forum.kernel.written import write_up
from forum.reputation import actions as reputation
from forum.threads.actions import answer_thread, ask
from forum.topics.models import Topic
from tests.races.crowd import crowd

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
WORDS = write_up("Ask at the desk of the library.")
OF_THE_LEDGER = (
    *("forum.reputation.reactions", "forum.integrity.reactions", "moderation.reports.reactions"),
)
OTHER_THINGS = {
    *("look_at_standing", "acknowledge", "tell_reporters", "tell_author", "tell_appellant"),
}

Step = tuple[str, int, int]
History = Sequence[Step]


@dataclass
class Town:
    """Ids only, so that it can be told again after everything was taken back."""

    clock: Traveller
    people: list[int]
    moderators: list[int]
    policy: int
    threads: list[int]
    answers: list[int]
    ideas: list[int]
    first_event: int
    heard: list[Event] = field(default_factory=list)
    given_up: list[int] = field(default_factory=list)

    def person(self, number: int) -> Member:
        return db.get_one(Member, self.people[number % len(self.people)])

    def moderator(self, number: int) -> Member:
        return db.get_one(Member, self.moderators[number % len(self.moderators)])

    def post(self, number: int) -> int:
        posts = [*self.answers, *self.threads]
        return posts[number % len(posts)]

    def wait(self, span: timedelta) -> None:
        self.clock.shift(span)

    def events(self) -> list[Event]:
        """Everything that happened in this history, in its order."""
        rows = select(PublishedEvent).where(PublishedEvent.id > self.first_event)
        rows = rows.order_by(PublishedEvent.id)
        return [event for row in db.scalars(rows) if (event := row.event)]

    def hear_all(self) -> None:
        """What is heard can make more happen, a gift that is void at once."""
        while rows := self._pending():
            for row in rows:
                self.hear(row)

    def hear_one_stream(self, number: int) -> None:
        """Streams are delivered side by side, so one may be heard long before another."""
        rows = self._pending()
        if rows:
            stream = pick(sorted({row.stream for row in rows}), number)
            for row in [row for row in rows if row.stream == stream]:
                self.hear(row)

    def hear(self, row: PublishedEvent) -> None:
        event = row.event
        assert event is not None
        react_to(event)
        self.heard.append(event)
        db.execute(delete(Pending).where(Pending.event_id == row.id))

    def give_up_next(self) -> None:
        """A delivery that failed too often is put aside, and its stream goes on without it."""
        if rows := self._pending():
            self.given_up.append(rows[0].id)
            db.execute(delete(Pending).where(Pending.event_id == rows[0].id))

    def revive(self, event_id: int) -> None:
        row = db.get_one(PublishedEvent, event_id)
        db.add(Pending(event_id=row.id, stream=row.stream, retry_at=row.happened_at))
        db.flush()
        self.hear(row)

    def settle(self) -> None:
        """As the worker does it in the end: events first, then totals."""
        self.hear_all()
        for event_id in self.given_up:
            self.revive(event_id)
        stale = select(StaleTotal.key).where(StaleTotal.projection == "reputation")
        reputation.recompute_totals(sorted(db.scalars(stale)))
        db.execute(delete(StaleTotal).where(StaleTotal.projection == "reputation"))

    def _pending(self) -> list[PublishedEvent]:
        waiting = select(PublishedEvent).join(Pending, Pending.event_id == PublishedEvent.id)
        return list(db.scalars(waiting.order_by(PublishedEvent.id)))


def pick(things: Sequence[Any], number: int) -> Any:
    return things[number % len(things)]


def react_to(event: Event) -> None:
    """What the worker calls for an event, as far as it may touch the ledger of awards."""
    with acting_through("web", origin=Origin.LIVE):
        for reaction in reactions_to(event):
            reaction(event)
    db.flush()


def reactions_to(event: Event) -> list[Callable[[Any], None]]:
    table = house().reactions
    found = [one for kind in type(event).__mro__ for one in table.get(kind, ())]
    return [one for one in found if one.__module__ in OF_THE_LEDGER
            and one.__name__ not in OTHER_THINGS]  # fmt: skip


def build_town(topic_id: int, clock: Traveller) -> Town:
    """Two questions with answers, two ideas, and people who may vote; nothing has earned yet."""
    people = crowd(5)
    moderators = crowd(2, role=Role.MODERATOR)
    (policy,) = crowd(1, role=Role.POLICY)
    with writing():
        topic = db.get_one(Topic, topic_id)
        by = [db.get_one(Member, id_) for id_ in people]
        asked = [ask(by=one, topic=topic, title="Where is it", body=WORDS) for one in by[:2]]
        said = [answer_thread(asked[0], by=one, body=WORDS).id for one in by[1:3]]
        said += [answer_thread(asked[1], by=one, body=WORDS).id for one in (by[0], by[2])]
        put = [propose(by=one, topic=topic, title="A bench", body=WORDS).id for one in by[1:3]]
        threads = [thread.id for thread in asked]
        db.execute(delete(Pending))
        last = db.scalars(select(PublishedEvent.id).order_by(PublishedEvent.id.desc())).first()
    told: dict[str, Any] = {"threads": threads, "answers": said, "ideas": put}
    return Town(clock, people, moderators, policy, **told, first_event=last or 0)
