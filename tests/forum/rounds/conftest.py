"""A round that Dev answers in, and people on the rungs that may read it or ask."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from forum.accounts.standing import Rung
from forum.kernel.clock import at, now
from forum.kernel.db import writing
from forum.kernel.written import write_up
from forum.rounds import actions, queries
from forum.rounds.actions import Plan, Reply
from forum.rounds.states import Phase, Reason, State
from tests.cast import Person, make_person

Hold = Callable[..., int]


@pytest.fixture
def fay(app) -> Person:
    """A Follower."""
    fay = make_person(app, "Fay Moor")
    fay.stands_on(Rung.FOLLOWER)
    return fay


@pytest.fixture
def noor(app) -> Person:
    """An Advocate."""
    return advocate(app, "Noor Aziz")


@pytest.fixture
def sam(app) -> Person:
    """Another one."""
    return advocate(app, "Sam Reyes")


def advocate(app: Any, name: str) -> Person:
    person = make_person(app, name)
    person.stands_on(Rung.ADVOCATE)
    return person


@pytest.fixture
def hold(dev: Person) -> Hold:
    """A round about permits in which Dev answers, in a phase; from an hour ago for five days.

    A closed one is so by its time: the task that writes it down has not run yet.
    """

    def held(phase: Phase = Phase.OPEN, title: str = "About permits", **more: Any) -> int:
        opens, closes = SPANS.get(phase, (-1, 120))
        when = now() - timedelta(days=9)
        with at(when), writing():
            plan = Plan(
                title,
                write_up("Ask what you *like*."),
                now() + timedelta(days=9, hours=opens),
                now() + timedelta(days=9, hours=closes),
                frozenset({dev.member_id}),
            )
            round_ = actions.prepare_round(plan, by=dev.member)
            for state in STEPS[phase]:
                actions.move_round(round_, state, reason=more.get("reason", "Ill."), by=dev.member)
            return round_.id

    return held


SPANS = {Phase.ANNOUNCED: (24, 120), Phase.CLOSED: (-120, -1)}
STEPS: dict[Phase, tuple[State, ...]] = {
    Phase.DRAFT: (),
    Phase.ANNOUNCED: (State.ANNOUNCED,),
    Phase.OPEN: (State.ANNOUNCED,),
    Phase.CLOSED: (State.ANNOUNCED,),
    Phase.CALLED_OFF: (State.ANNOUNCED, State.CALLED_OFF),
}


def asks(who: Person, round_id: int, words: str = "Why a week?") -> int:
    with writing():
        here = queries.round_to_ask_in(round_id, to=who.member)
        return actions.ask(here, words, by=who.member).id


def asks_early(who: Person, round_id: int, words: str = "Why a week?") -> int:
    """Six days ago, so that the round may be closed by now."""
    with at(now() - timedelta(days=6)):
        return asks(who, round_id, words)


def answers(
    who: Person,
    question_id: int,
    words: str = "The printer works on Tuesdays.",
    *,
    turn: int = 1,
    reason: Reason | None = None,
    correction: str = "",
) -> None:
    said = Reply(write_up(words), reason, correction)
    with writing():
        question = queries.question_numbered(question_id, lock=True)
        actions.reply(question, said, turn=turn, by=who.member)


def done_to(round_id: int, deed: Callable[..., None], *said: Any, by: Person, **more: Any) -> None:
    """One deed of staff on a locked round."""
    with writing():
        deed(queries.visible_round(round_id, to=by.member, lock=True), *said, by=by.member, **more)
