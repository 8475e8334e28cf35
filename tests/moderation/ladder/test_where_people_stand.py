"""The overview: how many stand where, how they moved, and the lists of people to look at."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from forum.accounts.models import Member, Standing
from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.reputation import actions
from forum.reputation.models import RungMove
from forum.reputation.queries.flows import SIZE, flows, how_many, listed, people_on_rungs
from moderation.ladder.queries import month_starts
from tests.cast import make_person
from tests.moderation.ladder.conftest import follows_for

REASON = "You always find the right words."


def names(page):
    return re.findall(r'class="go" href="/desk/ladder/\d+"[^>]*>([^<]+)</a>', page.text)


def read(who, name="followers"):
    return who.get(f"/desk/ladder?list={name}")


def test_people_are_counted_where_they_stand_and_staff_are_not(cleo, ada, ben):
    ben.stands_on(Rung.FOLLOWER)
    with writing():
        db.add(Member(name="Old Friend", name_key="old friend", is_imported=True))

    with fresh_reading():
        counts = people_on_rungs()

    assert counts[Rung.FOLLOWER] == (1, 0)
    assert counts[Rung.NEWCOMER] == (1, 1)
    assert sum(here for here, _ in counts.values()) == 2


def test_who_has_everything_to_be_asked_is_marked(cleo, ready):
    page = read(cleo)

    assert names(page) == ["Ben Hallam"]
    assert "Has everything" in page.text


def test_of_others_it_says_what_is_missing(cleo, ben):
    follows_for(ben, days=100)

    page = read(cleo)

    assert "Has everything" not in page.text
    assert "People they helped in a year: 0 of 20" in page.text


@pytest.mark.parametrize("facts", [{"is_under_18": True}, {"verified_at": None}, {"role": "agent"}])
def test_nobody_is_in_the_list_who_cannot_be_asked(cleo, ben, facts):
    follows_for(ben, days=100)
    with writing():
        for name, value in facts.items():
            setattr(db.get_one(Member, ben.member_id), name, value)

    assert names(read(cleo)) == []


def test_a_follower_of_few_days_is_in_no_list(cleo, ben):
    follows_for(ben, days=89)

    assert names(read(cleo)) == []


def test_whoever_is_asked_changes_the_list(cleo, ready):
    cleo.post(f"/desk/ladder/{ready.member_id}/advocacy", reason=REASON)

    assert names(read(cleo)) == []
    assert names(read(cleo, "asked")) == ["Ben Hallam"]


def test_a_notice_a_hold_and_a_pause_have_lists_of_their_own(cleo, ready, ada):
    with writing():
        actions.hold_rung(ada.member, Rung.REGULAR, by=cleo.member, reason=REASON)
        actions.pause_window(ada.member, until=now() + timedelta(days=30))
        db.get_one(Standing, ready.member_id).warned_at = now()

    assert names(read(cleo, "warned")) == ["Ben Hallam"]
    assert "steps down" in read(cleo, "warned").text
    assert names(read(cleo, "held")) == ["Ada Okafor"]
    assert "until somebody lets go" in read(cleo, "held").text
    assert names(read(cleo, "resting")) == ["Ada Okafor"]
    with fresh_reading():
        shown = {"followers": 1, "asked": 0, "warned": 1, "lapsed": 0, "held": 1, "resting": 1}
        assert how_many() == shown | {"cared": 0}


def test_an_unknown_list_is_the_first_one_and_a_broken_cursor_is_said(cleo):
    assert read(cleo, "captains").status_code == 200
    assert cleo.get("/desk/ladder?after=nonsense").status_code == 422


def test_lists_are_paged_by_key_and_nobody_is_left_out_or_shown_twice(app, cleo):
    people = [make_person(app, f"P{number} Person") for number in range(SIZE + 3)]
    for person in people:
        follows_for(person, days=100)

    with fresh_reading():
        first = listed("followers")
        second = listed("followers", cursor=first.next)

    shown = [one.member_id for one in (*first.items, *second.items)]
    assert sorted(shown) == sorted(person.member_id for person in people)
    assert len(shown) == len(set(shown))
    assert second.next is None
    assert "Later ones" in read(cleo).text


def test_steps_are_counted_in_the_month_in_which_they_happened(ben, ada):
    at = datetime(2026, 3, 15, tzinfo=UTC)
    with writing():
        _moved(ben, "regular", "follower", datetime(2026, 3, 1, tzinfo=UTC))
        _moved(ben, "follower", "regular", datetime(2026, 2, 28, 23, 59, tzinfo=UTC))
        _moved(ada, "regular", "follower", datetime(2025, 4, 1, tzinfo=UTC))
        _moved(ada, "newcomer", "regular", datetime(2025, 3, 31, 12, tzinfo=UTC))

    with fresh_reading():
        found = flows(month_starts(at))

    steps = {(flow.month, flow.before, flow.rung, flow.people, flow.is_up) for flow in found}
    assert steps == {
        (11, "regular", "follower", 1, True),
        (10, "follower", "regular", 1, False),
        (0, "regular", "follower", 1, True),
    }


def test_the_steps_of_people_brought_along_are_left_out(ben):
    with writing():
        old = Member(name="Old Friend", name_key="old friend", is_imported=True)
        db.add(old)
        db.flush()
        moved = {"from_rung": "newcomer", "to_rung": "regular", "why": "climbed"}
        db.add(RungMove(member_id=old.id, rules_version=1, moved_at=now(), **moved))

    with fresh_reading():
        assert flows(month_starts(now())) == []


def test_months_begin_where_the_place_is_also_over_the_turn_of_a_year(app):
    starts = month_starts(datetime(2026, 1, 31, 12, tzinfo=UTC))

    assert [f"{start:%Y-%m-%d}" for start in (starts[0], starts[-1])] == [
        "2025-02-01",
        "2026-01-01",
    ]
    assert len(starts) == 12


def test_the_page_shows_the_flows_as_charts_and_tables(cleo, ben):
    with time_machine.travel(datetime(2026, 3, 15, 12, tzinfo=UTC)), writing():
        _moved(ben, "regular", "follower", now())

    with time_machine.travel(datetime(2026, 3, 16, 12, tzinfo=UTC), tick=False):
        text = cleo.get("/desk/ladder").text

    assert "Steps up in each month" in text
    assert "Regular to Follower" in text
    assert "Mar" in text


def _moved(who, before, rung, at):
    moved = {"from_rung": before, "to_rung": rung, "why": "climbed", "moved_at": at}
    db.add(RungMove(member_id=who.member_id, rules_version=1, **moved))
