"""Hats from four processes at once: one grant, one hat on an answer, and no word after the end."""

from datetime import timedelta

import pytest

from forum.accounts.standing import Role
from forum.hats import actions as hats
from forum.hats.kinds import Kind
from forum.hats.models import HatGrant, WornHat
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from tests.cast import make_person
from tests.forum.threads.conftest import answer_id, answers, asks, thread_id
from tests.races.racing import RACERS

__all__ = ["answer_id", "answers", "asks", "thread_id"]


@pytest.fixture
def mara(app):
    person = make_person(app, "Mara Stone", role=Role.MANAGER)
    with writing():
        hats.switch_hats(on=True, by=person.member)
    return person


def a_hat(mara, name):
    with writing():
        return hats.make_hat(Kind.PARTNER, name, "They help.", by=mara.member).id


def given(mara, ben, name):
    hat_id = a_hat(mara, name)
    with writing():
        until = now() + timedelta(days=30)
        return hats.give(hat_id, ben.member, "They asked.", until=until, by=mara.member).id


def test_two_clicks_give_one_hat(app, racers, mara, ben):
    until = (now() + timedelta(days=30)).isoformat()
    deed = {"hat_id": a_hat(mara, "Advice"), "member_id": ben.member_id, "by_id": mara.member_id}

    outcomes = racers.all_do(app, "give_hat", until=until, **deed)

    assert len({one.result for one in outcomes}) == 1
    with fresh_reading():
        assert db.query(HatGrant).count() == 1


def test_two_hats_at_once_are_one(app, racers, mara, ben, answer_id):
    grants = [given(mara, ben, f"Advice {n}") for n in range(RACERS)]
    at = {"answer_id": answer_id, "member_id": ben.member_id}

    outcomes = racers.race(app, *([("put_hat_on", at | {"grant_id": one})] for one in grants))

    assert sum(not one.refused for one in outcomes) == 1
    with fresh_reading():
        assert db.query(WornHat).count() == 1


def test_nothing_is_said_after_it_was_taken_back(app, racers, mara, ben, thread_id, answers):
    grant = given(mara, ben, "Advice")
    said = [answers(ben, thread_id, f"Answer {n}.") for n in range(RACERS - 1)]
    lanes = [
        [("put_hat_on", {"answer_id": one, "grant_id": grant, "member_id": ben.member_id})]
        for one in said
    ]

    racers.race(app, *lanes, [("take_hat_back", {"grant_id": grant, "by_id": mara.member_id})])

    with fresh_reading():
        ended = db.get_one(HatGrant, grant).ended_at
        assert ended is not None
        assert all(row.since <= ended for row in db.query(WornHat))
