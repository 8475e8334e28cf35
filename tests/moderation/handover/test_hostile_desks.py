"""Whatever the other side does and in whatever order: one of each there, and both sides agree."""

from contextlib import contextmanager

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading
from moderation.handover.models import HandOver, HandOverUpdate
from tests.moderation.conftest import asks, escalates
from tests.moderation.handover.conftest import hands_over, standing
from tests.moderation.handover.schedules import (
    MEANT,
    Killed,
    Requests,
    Schedule,
    Zammads,
    heard_about,
    state_of,
)

SEEDS = range(12)


@pytest.fixture
def kill(monkeypatch):
    @contextmanager
    def at(name):
        def dies(*_args, **_facts):
            raise Killed

        with monkeypatch.context() as patched:
            patched.setattr(f"moderation.handover.actions.{name}", dies)
            yield

    return at


@pytest.fixture
def tickets(ada, parking):
    return [escalates(ada, asks(ada, parking, f"Hole number {n}")) for n in range(3)]


@pytest.mark.parametrize("seed", SEEDS)
def test_zammad_gets_each_ticket_and_each_message_once(
    seed, dev, visitor, tickets, highways, zammad, monday, kill
):
    ids = [hands_over(dev, ticket, highways) for ticket in tickets]
    schedule = Schedule(seed, monday, kill, zammad)
    town = Zammads(schedule, zammad, dev, visitor, highways, tickets, ids)

    schedule.runs([town.somebody_writes, town.they_act, town.calls_arrive], steps=30)

    assert len(zammad.tickets) == 3
    for hand_over_id in ids:
        one = standing(hand_over_id)
        remote = zammad.tickets[int(one.remote_id or 0)]
        assert one.key in remote["title"]
        assert (one.remote_state, one.drift) == (remote["state"], None)
        assert state_of(one.ticket_id) == MEANT[remote["state"]]
        assert zammad.texts_of_ours(remote["id"]) == town.said.get(hand_over_id, [])
        assert heard_about(hand_over_id) == town.written_there(remote["id"])
    with fresh_reading():
        assert set(db.scalars(select(HandOverUpdate.state))) <= {"handed"}


@pytest.mark.parametrize("seed", SEEDS)
def test_open311_gets_each_request_once(seed, dev, tickets, roads, georeport, monday, kill):
    georeport.with_tokens = seed % 3 == 0
    ids = [hands_over(dev, ticket, roads) for ticket in tickets]
    schedule = Schedule(seed, monday, kill, georeport)

    schedule.runs([Requests(schedule, georeport).they_act], steps=30)

    assert len(georeport.requests) == 3
    for hand_over_id in ids:
        one = standing(hand_over_id)
        remote = georeport.requests[one.remote_id]
        assert one.key in remote["description"]
        assert (one.remote_state, one.drift) == (remote["status"], None)
        assert state_of(one.ticket_id) == MEANT[remote["status"]]
    with fresh_reading():
        assert set(db.scalars(select(HandOver.state))) == {"handed"}
