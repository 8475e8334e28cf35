"""Whatever signs and dates stand in what they write, it is read, and one desk stops no other."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from moderation.handover import tasks
from moderation.handover.adapters.line import moment_in, read_json
from moderation.handover.adapters.zammad import Zammad
from tests.moderation.conftest import asks, escalates
from tests.moderation.handover.conftest import hands_over, standing

PARTS = ["\\", "\\u0000", "u0000", "\x00", '"', "a"]
TEXTS = some.lists(some.sampled_from(PARTS), max_size=6).map("".join) | some.text()
OUT_OF_TIME = ["0001-01-01T00:00:00+10:00", "9999-12-31T23:59:59-10:00", "soon", None]


@given(some.dictionaries(TEXTS, TEXTS, max_size=1))
def test_only_the_sign_no_database_keeps_is_left_out(said):
    plain = {name.replace("\x00", ""): text.replace("\x00", "") for name, text in said.items()}

    assert read_json(json.dumps(said).encode()) == plain


@pytest.mark.parametrize("text", OUT_OF_TIME)
def test_a_moment_outside_of_all_time_is_none(text):
    assert moment_in(text) is None


def test_moments_are_kept_by_the_clock_of_the_world():
    found = moment_in("2026-03-02T12:00:00+02:00")

    assert found == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert found.tzinfo is UTC


def test_dates_and_signs_of_theirs_stop_nobody(ada, dev, parking, highways, zammad):
    tickets = [escalates(ada, asks(ada, parking, f"Hole number {n}")) for n in range(2)]
    ids = [hands_over(dev, ticket, highways) for ticket in tickets]
    tasks.drain()
    strange = {"updated_at": OUT_OF_TIME[0], "title": "A \\u0000 title", "state": "closed"}
    zammad.tickets[1] |= strange
    zammad.agent_moves(2, "closed")

    tasks.compare()

    assert [standing(one).remote_state for one in ids] == ["closed", "closed"]


@pytest.mark.parametrize("job", [tasks.drain, tasks.compare])
def test_one_that_cannot_be_worked_on_stops_none_of_the_others(
    ada, dev, parking, highways, zammad, monkeypatch, job
):
    tickets = [escalates(ada, asks(ada, parking, f"Hole number {n}")) for n in range(2)]
    ids = [hands_over(dev, ticket, highways) for ticket in tickets]
    if job is tasks.compare:
        tasks.drain()
        zammad.tickets[2] |= {"state": "closed"}
    broken, place = standing(ids[0]), "seen" if job is tasks.compare else "found"
    works = getattr(Zammad, place)

    def breaks(adapter, about):
        if broken.key == getattr(about, "key", None) or about == broken.remote_id:
            raise ZeroDivisionError
        return works(adapter, about)

    monkeypatch.setattr(Zammad, place, breaks)
    job()

    wanted = "closed" if job is tasks.compare else "new"
    assert standing(ids[1]).is_handed
    assert standing(ids[1]).remote_state == wanted
