"""A meeting that Pia called, and people who may be in the group."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from forum.accounts.standing import Rung
from forum.advisory import actions
from forum.advisory.actions.agenda import Proposal
from forum.advisory.actions.meeting import Call
from forum.advisory.queries import item_numbered, meeting_numbered
from forum.advisory.states import State
from forum.ballots.actions import switch_ballots
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.written import write_up
from tests.cast import Person, make_person

SAID = write_up("Letters should be *shorter*.")


@pytest.fixture
def noor(app) -> Person:
    """An Advocate who is in the group."""
    return joined(make_person(app, "Noor Aziz"))


@pytest.fixture
def sam(app) -> Person:
    """Another one."""
    return joined(make_person(app, "Sam Reyes"))


def joined(who: Person) -> Person:
    who.stands_on(Rung.ADVOCATE)
    with writing():
        actions.join(by=who.member)
    return who


@pytest.fixture
def meeting(pia: Person) -> int:
    """In ten days, with ballots switched on."""
    with writing():
        switch_ballots(on=True, by=pia.member)
        call = Call("Our letters", "The library", now() + timedelta(days=10))
        return actions.call_meeting(call, by=pia.member).id


def proposed(meeting_id: int, title: str, *, by: Person) -> int:
    with writing():
        here = meeting_numbered(meeting_id, lock=True)
        return actions.propose_item(here, Proposal(title, SAID), by=by.member).id


def decided(item_id: int, state: State, *, by: Person, reason: str = "") -> None:
    with writing():
        item = item_numbered(item_id, to=by.member, lock=True)
        actions.move_item(item, state, reason=reason, by=by.member)


@pytest.fixture
def item(meeting: int, noor: Person, pia: Person) -> int:
    """On the agenda, with a ballot that is open for five days."""
    item_id = proposed(meeting, "Which letters first", by=noor)
    decided(item_id, State.ON_AGENDA, by=pia)
    with writing():
        here = item_numbered(item_id, to=pia.member, lock=True)
        words, closes_at = ["Fines", "Council Tax", "Schools"], now() + timedelta(days=5)
        actions.open_ballot(here, "Which?", words, closes_at=closes_at, by=pia.member)
    return item_id


def votes(who: Person, item_id: int, *chosen: int) -> Any:
    paper: dict[str, Any] = {"number": "3", "chosen": [str(one) for one in chosen]}
    return who.post(f"/advisory/items/{item_id}/paper", **paper)


def after(meeting_id: int, deed: Callable[..., None], *said: Any, by: Person, **more: Any) -> None:
    """One deed on a meeting, locked."""
    with writing():
        deed(meeting_numbered(meeting_id, lock=True), *said, by=by.member, **more)
