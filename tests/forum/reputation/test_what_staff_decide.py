"""Asking somebody to be an Advocate, holding them on a rung, and a time that does not count."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from forum.accounts.models import Advocacy, Standing
from forum.accounts.standing import Privilege, Rung
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Invalid, Refused
from forum.reputation import actions
from forum.reputation.ladder import Record
from forum.reputation.queries import moves_of, where_am_i
from tests.cast import make_person

READY = Record(
    people_helped=5,
    active_days=6,
    days_as_follower=90,
    people_helped_in_a_year=20,
    share_that_helped=30,
    behaviours_shown=3,
)


@pytest.fixture
def ready(ben, monkeypatch):
    """Ben, who has all the numbers; what is judged here is what staff and he say to each other."""
    ben.stands_on(Rung.FOLLOWER)
    for place in ("actions.advocating", "actions.climbing", "queries.places"):
        monkeypatch.setattr(f"forum.reputation.{place}.record_of", all_of_it)
    return ben


def all_of_it(_member, *, around, **_):

    return replace(READY, confirmed_by_staff=int(around.advocacy_id is not None))


def rung(who):
    with fresh_reading():
        return who.member.rung


def ask(by, who, reason="You always find the right words."):
    with writing():
        actions.offer_advocacy(who.member, by=by.member, reason=reason)


def say(who, *, is_yes):
    with writing():
        actions.answer_offer(who.member, is_yes=is_yes)


def steps(who):
    with fresh_reading():
        return [(move.from_rung, move.to_rung, move.why) for move in moves_of(who.member_id)]


def test_nobody_is_an_advocate_without_being_asked_and_saying_yes(cleo, ready):
    ask(cleo, ready)
    assert rung(ready) == Rung.FOLLOWER

    say(ready, is_yes=True)

    assert rung(ready) == Rung.ADVOCATE
    assert steps(ready) == [("follower", "advocate", "agreed")]
    with fresh_reading():
        assert ready.member.may(Privilege.TRIAGE)
        assert db.scalar(select(Advocacy.confirmed_by_id)) == cleo.member_id


def test_a_no_changes_nothing_and_they_can_be_asked_again(cleo, ready):
    ask(cleo, ready)
    say(ready, is_yes=False)
    assert rung(ready) == Rung.FOLLOWER

    ask(cleo, ready)
    say(ready, is_yes=True)

    assert rung(ready) == Rung.ADVOCATE


def test_asking_twice_is_asking_once(cleo, ready):
    ask(cleo, ready)
    ask(cleo, ready, "Once more.")

    with fresh_reading():
        assert db.scalars(select(Advocacy.reason)).all() == ["You always find the right words."]


def test_nobody_who_was_not_asked_can_say_yes(ready):
    with pytest.raises(Refused, match="Nobody has asked you"):
        say(ready, is_yes=True)


def test_whoever_lacks_a_number_is_not_asked(cleo, ben):
    ben.stands_on(Rung.FOLLOWER)

    with pytest.raises(Refused, match="does not have everything yet"):
        ask(cleo, ben)


@pytest.mark.parametrize("reason", ["", "   "])
def test_the_person_reads_why(cleo, ready, reason):
    with pytest.raises(Invalid, match="Write why"):
        ask(cleo, ready, reason)


def test_only_moderators_decide_about_others_who_are_no_colleagues(ada, cleo, dev, ready):
    for by, who in ((ada, ready), (dev, ready), (cleo, cleo), (cleo, dev)):
        with pytest.raises(Refused, match="Only moderators"), writing():
            actions.hold_rung(who.member, Rung.REGULAR, by=by.member, reason="Because.")


def test_under_18_nobody_decides_anything(app, cleo):
    young = make_person(app, "Yan Reed", is_under_18=True)

    with pytest.raises(Refused, match="Only moderators"):
        ask(cleo, young)


def test_stepping_back_leaves_the_mark_and_no_privilege(cleo, ready):
    ask(cleo, ready)
    say(ready, is_yes=True)

    with writing():
        actions.end_advocacy(ready.member, by=ready.member)

    assert rung(ready) == Rung.EMERITUS
    assert steps(ready)[0] == ("advocate", "emeritus", "stepped back")
    with fresh_reading():
        assert not ready.member.may(Privilege.TRIAGE)


def test_staff_can_take_it_back_too_and_it_is_written_down(cleo, ready):
    ask(cleo, ready)
    say(ready, is_yes=True)

    with writing():
        actions.end_advocacy(ready.member, by=cleo.member)

    assert rung(ready) == Rung.EMERITUS
    with fresh_reading():
        deeds = db.scalars(select(AuditEntry.deed).where(AuditEntry.actor_id == cleo.member_id))
        assert set(deeds) >= {"ask to be an advocate", "end an advocacy"}


def test_the_database_takes_no_advocate_without_a_yes(ben):
    alone = update(Standing).where(Standing.member_id == ben.member_id)

    with pytest.raises(IntegrityError), writing():
        db.execute(alone.values(rung=Rung.ADVOCATE))


def test_nor_one_with_the_yes_of_somebody_else(ada, ben):
    ada.stands_on(Rung.ADVOCATE)
    with fresh_reading():
        hers = db.scalar(select(Advocacy.id))
    borrowed = update(Standing).where(Standing.member_id == ben.member_id)

    with pytest.raises(IntegrityError), writing():
        db.execute(borrowed.values(rung=Rung.ADVOCATE, advocacy_id=hers))


def test_held_up_until_a_day_and_then_as_everybody(cleo, ben, deliver):
    with writing():
        until = now() + timedelta(days=10)
        actions.hold_rung(
            ben.member, Rung.FOLLOWER, by=cleo.member, reason="Runs a club.", until=until
        )
    assert rung(ben) == Rung.FOLLOWER
    began = now()

    with time_machine.travel(began + timedelta(days=11)):
        deliver()
        assert rung(ben) == Rung.FOLLOWER
    with time_machine.travel(began + timedelta(days=56)):
        deliver()
        assert rung(ben) == Rung.REGULAR


def test_let_go_the_rules_decide_again(cleo, ben):
    ben.stands_on(Rung.FOLLOWER)
    with writing():
        actions.hold_rung(ben.member, Rung.REGULAR, by=cleo.member, reason="A rest.")
    assert rung(ben) == Rung.REGULAR

    with writing():
        actions.release_rung(ben.member, by=cleo.member)

    assert rung(ben) == Rung.REGULAR
    with fresh_reading():
        assert not where_am_i(ben.member_id).is_held


def test_nobody_is_made_an_advocate_by_holding_them_there(cleo, ben):
    with pytest.raises(Refused, match="without saying yes"), writing():
        actions.hold_rung(ben.member, Rung.ADVOCATE, by=cleo.member, reason="Go.")


def test_a_pause_stops_a_notice_and_nothing_is_lost_while_it_runs(ben, deliver):
    ben.stands_on(Rung.FOLLOWER)
    deliver()
    with fresh_reading():
        assert where_am_i(ben.member_id).falls_at
    began = now()
    with writing():
        actions.pause_window(ben.member, until=began + timedelta(days=300))

    with time_machine.travel(began + timedelta(days=200)):
        deliver()
        with fresh_reading():
            place = where_am_i(ben.member_id)
        assert (place.rung, place.falls_at) == (Rung.FOLLOWER, None)


def test_twelve_months_in_two_years_and_no_more(ben):
    began = now()
    with writing():
        actions.pause_window(ben.member, until=began + timedelta(days=365))
    later = began + timedelta(days=366)
    with time_machine.travel(later), pytest.raises(Invalid, match="can be paused"), writing():
        actions.pause_window(ben.member, until=now() + timedelta(days=2))


def test_ended_early_only_the_days_that_passed_are_used_up(ben):
    began = now()
    with writing():
        actions.pause_window(ben.member, until=began + timedelta(days=365))
    with time_machine.travel(began + timedelta(days=30)), writing():
        actions.resume_window(ben.member)
    with time_machine.travel(began + timedelta(days=60)), writing():
        actions.pause_window(ben.member, until=now() + timedelta(days=335))
