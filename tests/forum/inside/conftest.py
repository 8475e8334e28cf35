"""Notes behind the scenes as staff write them, and people on the rungs that may read them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from forum.accounts.standing import Rung
from forum.inside import actions
from forum.inside.actions import Draft
from forum.inside.kinds import About, Kind, State
from forum.inside.queries import visible_note
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.written import write_up
from forum.topics.models import Topic
from tests.cast import Person, make_person

Write = Callable[..., int]


@pytest.fixture
def fay(app) -> Person:
    """A Follower."""
    fay = make_person(app, "Fay Moor")
    fay.stands_on(Rung.FOLLOWER)
    return fay


@pytest.fixture
def noor(app) -> Person:
    """An Advocate."""
    noor = make_person(app, "Noor Aziz")
    noor.stands_on(Rung.ADVOCATE)
    return noor


def draft_of(kind: Kind, service_id: int, title: str, **more: Any) -> Draft:
    """With what each kind needs."""
    days: dict[Kind, dict[str, Any]] = {
        Kind.NOTE: {},
        Kind.PLAN: {"planned_for": date(2027, 5, 1)},
        Kind.NOTICE: {"about": About.PLANNED, "public_at": in_days(7)},
    }
    return Draft(kind, service_id, title, write_up("It is *so*."), **(days[kind] | more))


def in_days(days: float) -> datetime:
    return now() + timedelta(days=days)


@pytest.fixture
def write(dev: Person, parking: Topic) -> Write:
    """A published note of Dev's; `state` leaves it in another."""

    def written(
        kind: Kind, title: str = "About permits", *, state: State = State.PUBLISHED, **more: Any
    ) -> int:
        with writing():
            note = actions.write_note(
                draft_of(kind, parking.service_id, title, **more), by=dev.member
            )
            for step in STEPS[state]:
                actions.move_note(note, step, by=dev.member)
            return note.id

    return written


def done_to(note_id: int, deed: Callable[..., None], *said: Any, by: Person, **more: Any) -> None:
    """One deed of staff on a locked note."""
    with writing():
        note = visible_note(note_id, to=by.member, lock=True)
        deed(note, *said, by=by.member, **more)


STEPS = {
    State.DRAFT: (),
    State.PUBLISHED: (State.PUBLISHED,),
    State.ARCHIVED: (State.PUBLISHED, State.ARCHIVED),
}
