"""From the first day to an Advocate, to rest, and back: one person over two years."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import update

from forum.accounts.models import SignIn, Standing
from forum.accounts.standing import Privilege, Rung
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.notifications.queries import notices_for
from forum.reputation import actions
from forum.reputation.queries import moves_of, where_am_i
from tests.cast import Person, make_person

OFTEN = (2, 4, 6, 8, 10, 12)
SPREAD = (*OFTEN, *range(20, 200, 12))
"""The days on which somebody is helped: often at first, then twice a month."""


@dataclass(frozen=True)
class Life:
    """Nia's, by days since she came."""

    nia: Person
    first: datetime
    askers: list[Person]
    asks: Callable[..., int]
    answers: Callable[..., int]
    deliver: Callable[[], None]

    @contextmanager
    def on(self, day: int) -> Iterator[None]:
        """Everybody is signed in on that day, and at its end all that is due is done."""
        with time_machine.travel(self.first + timedelta(days=day, hours=1)):
            with writing():
                db.execute(update(SignIn).values(ends_at=now() + timedelta(days=1)))
            yield
            self.deliver()

    def helps_on(self, days: tuple[int, ...]) -> None:
        for day, asker in zip(days, self.askers, strict=False):
            with self.on(day):
                thread_id = self.asks(asker, f"Question of day {day}")
                answer_id = self.answers(self.nia, thread_id)
                asker.post(f"/threads/{thread_id}/solution", answer_id=answer_id)

    def stands_up(self) -> None:
        """What an Advocate does beside helping: says thank you, and waits with others."""
        hers, other = self.asks(self.nia, "Where is the tip?"), self.asks(self.askers[1])
        self.nia.post(f"/answers/{self.answers(self.askers[0], hers)}/thanks", wanted="yes")
        self.nia.post(f"/threads/{other}/me-too", wanted="yes")

    @property
    def rung(self) -> Rung:
        with fresh_reading():
            return where_am_i(self.nia.member_id).rung

    @property
    def may_triage(self) -> bool:
        with fresh_reading():
            return self.nia.member.may(Privilege.TRIAGE)

    @property
    def told(self) -> list[str]:
        with fresh_reading():
            return [notice.kind for notice in notices_for(self.nia.member_id).items]


@pytest.fixture
def life(app, asks, answers, deliver):
    askers = [make_person(app, f"Asker{n} Field") for n in range(len(SPREAD))]
    nia, first = make_person(app, "Nia Frost"), now()
    with writing():
        nia.member.joined_at = first
        db.get_one(Standing, nia.member_id).since = first
    return Life(nia, first, askers, asks, answers, deliver)


def test_a_visitor_becomes_an_advocate_rests_and_returns(cleo, life):
    life.helps_on(SPREAD[:1])
    assert (life.rung, life.told) == (Rung.REGULAR, ["accepted"])

    life.helps_on(SPREAD[1:])
    assert life.rung == Rung.FOLLOWER
    assert "more_tools" in life.told

    with life.on(200):
        life.stands_up()
        life.deliver()
        with writing():
            actions.offer_advocacy(life.nia.member, by=cleo.member, reason="You are so kind.")
        assert "You are so kind." in life.nia.get("/me/where").text
        life.nia.post("/me/advocacy", wanted="yes")
    assert (life.rung, life.may_triage) == (Rung.ADVOCATE, True)

    with life.on(560):
        pass
    assert life.rung == Rung.ADVOCATE, "they are looked at once a year"

    with life.on(566):
        pass
    assert (life.rung, life.told[0]) == (Rung.ADVOCATE, "tools_near_rest")
    with life.on(611):
        pass
    assert (life.rung, life.told[0], life.may_triage) == (Rung.EMERITUS, "tools_rest", False)

    life.helps_on((620, 621, 622, 623, 624, 625))
    assert (life.rung, life.told[0], life.may_triage) == (Rung.ADVOCATE, "tools_back", True)
    with fresh_reading():
        steps = [move.to_rung for move in reversed(moves_of(life.nia.member_id))]
    assert steps == ["regular", "follower", "advocate", "emeritus", "advocate"]
