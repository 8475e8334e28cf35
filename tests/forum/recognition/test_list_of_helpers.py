"""The list of helpers: who said yes, by different people helped; nobody else, and not for ever."""

from datetime import timedelta

import pytest

from forum.kernel import clock
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.recognition.actions import settle_badges
from forum.recognition.models import ListedHelper
from forum.recognition.queries import helpers
from forum.recognition.tasks import settle_at_night
from tests.cast import make_person
from tests.forum.people.looking import main_of


def names():
    with fresh_reading():
        return [(one.name, one.people_helped) for one in helpers().items]


def test_nobody_stands_there_without_saying_so(visitor, ben, helped):
    assert names() == []
    assert "Nobody stands here yet" in main_of(visitor.get("/helpers"))
    assert "Off" in main_of(ben.get("/me/privacy")).partition("The list of helpers")[2]


def test_a_yes_puts_them_there_and_a_no_takes_them_off(visitor, ben, helped):
    for _twice in range(2):
        ben.post("/me/helpers", wanted="yes")
    assert names() == [("Ben Hallam", 1)]
    assert "helped 1 person" in main_of(visitor.get("/helpers"))

    for _twice in range(2):
        ben.post("/me/helpers", wanted="no")
    assert names() == []


def test_whoever_helped_more_people_stands_first(app, ada, ben, helps):
    carl, askers = make_person(app, "Carl Hill"), [make_person(app, f"A{n} Hill") for n in (1, 2)]
    for who in (ben, carl):
        who.post("/me/helpers", wanted="yes")
    helps(ben, ada)
    helps(ben, ada)
    helps(carl, askers[0])
    helps(carl, askers[1])

    assert names() == [("Carl Hill", 2), ("Ben Hallam", 1)]
    with fresh_reading():
        first = helpers(size=1)
        assert [one.name for one in helpers(cursor=first.next, size=1).items] == ["Ben Hallam"]


def test_the_number_goes_down_with_the_year(ada, ben, helped):
    ben.post("/me/helpers", wanted="yes")

    with clock.at(now() + timedelta(days=366)):
        settle_at_night()
        assert names() == []


@pytest.mark.parametrize("facts", [{"is_under_18": True}, {"suspended_until": "later"}])
def test_some_never_stand_there(ben, helped, facts):
    facts = {k: now() + timedelta(days=9) if v == "later" else v for k, v in facts.items()}
    ben.post("/me/helpers", wanted="yes")
    with writing():
        for name, value in facts.items():
            setattr(ben.member, name, value)

    assert names() == []
    ben.post("/me/helpers", wanted="no")
    assert ben.post("/me/helpers", wanted="yes").status_code == 403
    with fresh_reading():
        assert db.query(ListedHelper).count() == 0


def test_whoever_turns_out_to_be_under_18_is_taken_off(ben, helped):
    ben.post("/me/helpers", wanted="yes")
    with writing():
        ben.member.is_under_18 = True
    with writing():
        settle_badges([ben.member_id], as_of=now())

    with fresh_reading():
        assert db.query(ListedHelper).count() == 0
