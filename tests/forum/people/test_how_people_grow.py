"""The ladder is explained to everybody, from the tables it is judged by; nobody is shown in it."""

import re
from dataclasses import replace

import pytest

from forum.accounts.standing import COMES_WITH, LADDER, Privilege, Rung, Step
from forum.people.ladder_page import PURPOSES, rungs_shown
from forum.reputation.ladder import PUBLISHED, RULES, Rule
from tests.forum.people.looking import main_of


@pytest.fixture
def shown(app):
    with app.test_request_context():
        yield lambda rules=PUBLISHED: {step.rung: step for step in rungs_shown(rules)}


def test_everybody_reads_the_same(visitor, ben, cleo, app):
    ben.stands_on(Rung.ADVOCATE)

    pages = {main_of(who.get("/ladder")) for who in (visitor, ben, cleo)}

    assert len(pages) == 1
    assert "How people grow here" in pages.pop()


def test_it_says_what_each_rung_asks_for_and_opens(visitor):
    page = main_of(visitor.get("/ladder"))
    about = dict(re.findall(r'<section[^>]*labelledby="(\w+)">(.*?)</section>', page, re.S))

    assert list(about) == ["visitor", "newcomer", "regular", "follower", "advocate"]
    assert "confirm your e-mail address" in about["newcomer"]
    assert "Read 30 posts" in about["regular"]
    assert "Or by helping" in about["regular"]
    assert "Help 5 different people" in about["follower"]
    assert "Be a Follower for 90 days" in about["advocate"]
    assert "Bring the question of somebody else to the council" in about["advocate"]
    assert "Nobody is answered sooner" in page


def test_every_privilege_stands_there_once(visitor, app):
    page = main_of(visitor.get("/ladder"))

    with app.test_request_context():
        sentences = [str(words) for words in PURPOSES.values()]
    assert [page.count(words) for words in sentences] == [1] * len(Privilege)


def test_what_is_not_here_yet_is_not_promised(shown):
    for step in shown().values():
        later = [one for one in LADDER[step.rung].privileges if one in COMES_WITH]
        assert set(step.later) <= {PURPOSES[one] for one in later}
        assert not {PURPOSES[one] for one in COMES_WITH} & set(step.opens)


def test_other_rules_change_the_page(shown):
    rules = {**RULES, Rung.FOLLOWER: (Rule("people_helped", 7),)}

    assert shown(replace(PUBLISHED, rungs=rules))[Rung.FOLLOWER].asked == [
        "Help 7 different people"
    ]


def test_another_ladder_changes_the_page(shown, monkeypatch):
    lower = LADDER[Rung.FOLLOWER]
    step = Step(lower.privileges | {Privilege.MARK_DUPLICATES}, wider=2.0)
    monkeypatch.setitem(LADDER, Rung.FOLLOWER, step)
    found = shown()

    assert PURPOSES[Privilege.MARK_DUPLICATES] in found[Rung.FOLLOWER].opens
    assert PURPOSES[Privilege.MARK_DUPLICATES] not in found[Rung.ADVOCATE].opens
    assert "100 more for each 100" in found[Rung.FOLLOWER].opens[-1]
    assert replace(found[Rung.ADVOCATE], opens=()).later


def test_one_finds_it_from_help_and_where_one_stands_and_not_in_the_menu(visitor, ben):
    ben.stands_on(Rung.REGULAR)

    assert 'href="/ladder"' in main_of(visitor.get("/help"))
    assert 'href="/ladder"' in main_of(ben.get("/me/where"))
    assert 'href="/ladder"' not in visitor.get("/").text
