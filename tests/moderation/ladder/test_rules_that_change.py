"""Other rules: written, tried on everybody, announced with a day, and in force from then on."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from forum.accounts.models import SignIn, Standing
from forum.accounts.standing import Role, Rung
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.reputation.actions.nights import last_night
from forum.reputation.ladder import PUBLISHED
from forum.reputation.models import RulesVersion, RungMove
from forum.reputation.queries import where_am_i
from forum.reputation.queries.versions import rules_now, rules_to_come
from forum.reputation.rulebook import written_rules
from tests.cast import make_person

WHY = "A day is enough to see how things work here."
THREE = written_rules(PUBLISHED).replace(
    'name = "posts_read"\nof = 30', 'name = "posts_read"\nof = 3'
)
HIGHER = written_rules(PUBLISHED).replace(
    'name = "people_helped"\nof = 5', 'name = "people_helped"\nof = 50'
)


@pytest.fixture
def mona(app):
    return make_person(app, "Mona Reed", role=Role.MANAGER)


@pytest.fixture
def drafted(mona, deliver):
    """A version that was tried; its id."""

    def draft(written=THREE):
        sent = mona.post("/desk/ladder/rules", written=written)
        assert sent.status_code == 303, sent.text
        deliver()
        return int(sent.location.rpartition("/")[2])

    return draft


def day(days):
    return (now() + timedelta(days=days)).date().isoformat()


def announced(mona, version_id, *, days=40, why=WHY):
    address = f"/desk/ladder/rules/{version_id}/announcement"
    return mona.post(address, first_day=day(days), why=why)


def lets_everybody_stay():
    with writing():
        db.execute(update(SignIn).values(ends_at=now() + timedelta(days=1)))


def test_what_is_written_is_tried_on_everybody(mona, ada, drafted):
    with writing():
        mine = db.get_one(Standing, ada.member_id)
        mine.threads_read, mine.posts_read, mine.reading_seconds = 5, 3, 600
    page = mona.get(f"/desk/ladder/rules/{drafted()}").text

    assert "one person would stand elsewhere" in page
    assert "Read 30 posts" in page
    assert "Read 3 posts" in page
    with fresh_reading():
        assert ada.member.rung == Rung.NEWCOMER


def test_announced_rules_are_read_by_everybody_and_hold_from_their_day_on(
    mona, ada, visitor, drafted, deliver
):
    with writing():
        mine = db.get_one(Standing, ada.member_id)
        mine.threads_read, mine.posts_read, mine.reading_seconds = 5, 3, 600
    assert announced(mona, drafted()).status_code == 303
    deliver()

    ladder = visitor.get("/ladder").text
    assert WHY in ladder
    assert "Read 3 posts" in ladder
    with fresh_reading():
        assert (rules_now(), ada.member.rung) == (PUBLISHED, Rung.NEWCOMER)

    with time_machine.travel(now() + timedelta(days=41)):
        deliver()
        with fresh_reading():
            assert (rules_now().version, ada.member.rung) == (2, Rung.REGULAR)
            night = last_night()
            assert night
            assert night.since is None, "everybody is looked at by other rules"
        assert "Read 3 posts" in visitor.get("/ladder").text
        assert WHY not in visitor.get("/ladder").text


def test_higher_rules_cost_nobody_anything_without_notice(mona, ready, drafted, deliver):
    announced(mona, drafted(HIGHER))
    with time_machine.travel(now() + timedelta(days=41)):
        deliver()
        with fresh_reading():
            place = where_am_i(ready.member_id)
        assert place.rung == Rung.FOLLOWER
        assert place.falls_at
        assert place.falls_at > now() + timedelta(days=40)


def test_a_step_says_by_which_version(mona, ada, drafted, deliver):
    with writing():
        mine = db.get_one(Standing, ada.member_id)
        mine.threads_read, mine.posts_read, mine.reading_seconds = 5, 3, 600
    announced(mona, drafted())
    with time_machine.travel(now() + timedelta(days=41)):
        deliver()
        with fresh_reading():
            (step,) = db.scalars(select(RungMove)).all()
            assert (step.to_rung, step.rules_version) == ("regular", 2)


def test_whoever_has_tools_is_told_and_reads_it_where_they_stand(mona, ben, drafted, deliver):
    ben.stands_on(Rung.FOLLOWER)
    announced(mona, drafted())
    deliver()

    assert WHY in ben.get("/me/where").text
    assert "The rules change by which" in ben.get("/me/notices").text


@pytest.mark.parametrize(
    ("days", "why", "told"),
    [(20, WHY, "at least 30 days"), (40, " ", "Write why"), (-3, WHY, "at least 30 days")],
)
def test_a_day_too_near_and_no_reason_are_refused(mona, drafted, days, why, told):
    sent = announced(mona, drafted(), days=days, why=why)

    assert sent.status_code == 422
    assert told in sent.text
    with fresh_reading():
        assert rules_to_come() is None


def test_nothing_is_announced_before_it_was_tried(mona):
    sent = mona.post("/desk/ladder/rules", written=THREE)
    version_id = int(sent.location.rpartition("/")[2])

    assert "We are counting" in mona.get(sent.location).text
    assert announced(mona, version_id).status_code == 403


def test_one_at_a_time_and_each_once(mona, drafted):
    first, second = drafted(), drafted(HIGHER)
    announced(mona, first)

    assert announced(mona, second, days=60).status_code == 403
    assert announced(mona, first, days=70).status_code == 403


def test_what_is_withdrawn_never_holds(mona, visitor, drafted, deliver):
    version_id = drafted()
    announced(mona, version_id)
    assert mona.post(f"/desk/ladder/rules/{version_id}/withdrawal").status_code == 303
    assert mona.post(f"/desk/ladder/rules/{version_id}/withdrawal").status_code == 403
    assert WHY not in visitor.get("/ladder").text

    with time_machine.travel(now() + timedelta(days=41)), fresh_reading():
        assert rules_now() == PUBLISHED


def test_what_holds_cannot_be_withdrawn(mona, drafted):
    version_id = drafted()
    announced(mona, version_id)
    with time_machine.travel(now() + timedelta(days=41)):
        lets_everybody_stay()
        assert mona.post(f"/desk/ladder/rules/{version_id}/withdrawal").status_code == 403


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("rungs = 1", "rungs:"),
        ("<b>", "TOML"),
        (written_rules(PUBLISHED), "the rules that hold now"),
        ("", "Write the rules"),
    ],
)
def test_what_is_no_rules_is_said_beside_the_field(mona, written, told):
    sent = mona.post("/desk/ladder/rules", written=written)

    assert sent.status_code == 422
    assert told in sent.text


def test_only_managers_change_them_and_moderators_read_them(cleo, ben, drafted):
    version_id = drafted()

    assert cleo.get("/desk/ladder/rules").status_code == 200
    assert "Write other rules" not in cleo.get("/desk/ladder/rules").text
    assert cleo.get(f"/desk/ladder/rules/{version_id}").status_code == 200
    for who in (cleo, ben):
        assert who.post("/desk/ladder/rules", written=HIGHER).status_code == 403
        assert announced(who, version_id).status_code == 403
        assert who.post(f"/desk/ladder/rules/{version_id}/withdrawal").status_code == 403
    assert ben.get("/desk/ladder/rules").status_code == 403


def test_the_database_keeps_the_order_of_things(mona, drafted):
    version_id = drafted()
    for wrong in (
        {"announced_at": now()},
        {"tried_at": None},
        {"withdrawn_at": now()},
        {"version": 1},
    ):
        change = update(RulesVersion).where(RulesVersion.id == version_id).values(**wrong)
        with pytest.raises(IntegrityError), writing():
            db.execute(change)


def test_a_version_comes_back_as_it_was_written(mona, drafted):
    version_id = drafted()
    with fresh_reading():
        kept = db.scalar(select(RulesVersion.written).where(RulesVersion.id == version_id))

    assert kept == THREE
    assert re.search(r"Version 2", mona.get("/desk/ladder/rules").text)
