"""People are found by those who look for them only while they want to be."""

import pytest
from sqlalchemy import update

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.threads import actions
from forum.threads.models import Answer
from search import tasks
from tests.search.conftest import titles


@pytest.fixture
def found_people(deliver, asks_the_api):
    """`found_people("Hallam")` gives the names that a visitor finds, after all was delivered."""

    def find(words):
        deliver()
        return titles(asks_the_api("/search", q=words, kind="person"))

    return find


def _chooses(person, wanted):
    return person.post("/me/finding", wanted=wanted)


def test_nobody_is_found_without_having_chosen_it(ben, found_people):
    assert found_people("Hallam") == []
    assert "Let people find me" in ben.get("/me/privacy").text


def test_who_wants_to_be_is_found_by_name(ben, found_people):
    answer = _chooses(ben, "yes")

    assert answer.status_code == 303
    assert found_people("Hallam") == ["Ben Hallam"]
    assert "Stop showing me" in ben.get("/me/privacy").text


def test_who_takes_it_back_is_gone(ben, found_people):
    _chooses(ben, "yes")
    assert found_people("Hallam") == ["Ben Hallam"]

    _chooses(ben, "no")

    assert found_people("Hallam") == []


def test_and_is_gone_even_before_the_index_knows(ben, visitor, found_people):
    _chooses(ben, "yes")
    found_people("Hallam")

    _chooses(ben, "no")

    assert "Ben Hallam" not in visitor.get("/search?q=hallam").text


def test_doing_it_twice_happens_once(ben, found_people):
    for wanted in ("yes", "yes", "no", "no"):
        assert _chooses(ben, wanted).status_code == 303

    with fresh_reading():
        events = db.query(PublishedEvent).where(PublishedEvent.kind == "finding_switched")
        assert [event.facts["is_on"] for event in events.order_by(PublishedEvent.id)] == [
            True,
            False,
        ]


def test_anything_but_a_clear_yes_is_a_no(ben, found_people):
    _chooses(ben, "")

    assert found_people("Hallam") == []


def test_what_they_help_with_is_shown_and_finds_them(
    ada, ben, asks, answers, visitor, found_people
):
    _chooses(ben, "yes")
    assert found_people("parking") == []
    answer_id = answers(ben, asks(ada, "My permit is lost"))
    with writing():
        actions.accept_answer(db.get_one(Answer, answer_id), by=ada.member)

    assert found_people("parking") == ["Ben Hallam"]
    page = visitor.get("/search?q=hallam")
    assert "Helps with Parking and permits" in page.text
    assert 'href="/members/Ben%20Hallam"' in page.text


def test_staff_are_found_as_staff_only(dev, found_people, visitor):
    _set(dev, team="Waste team")
    _chooses(dev, "yes")

    assert found_people("Dev") == ["Dev, Waste team"]
    assert found_people("Patel") == []


@pytest.mark.parametrize(
    "facts",
    [
        {"is_under_18": True},
        {"verified_at": None},
        {"suspended_until": now().replace(year=2999)},
    ],
    ids=["under 18", "not verified", "suspended"],
)
def test_some_people_are_never_found(ben, found_people, facts):
    _chooses(ben, "yes")
    assert found_people("Hallam") == ["Ben Hallam"]
    _set(ben, **facts)

    assert found_people("Hallam") == []
    tasks.look_again()
    assert found_people("Hallam") == []


@pytest.mark.parametrize("fact", ["is_under_18", "suspended_until"])
def test_and_cannot_choose_it(ben, found_people, fact):
    _set(ben, **{fact: True if fact == "is_under_18" else now().replace(year=2999)})

    answer = _chooses(ben, "yes")

    assert answer.status_code == 403
    assert "The search cannot show you" in answer.text
    assert "Let people find me" not in ben.get("/me/privacy").text


def test_erased_and_imported_people_are_not_found(ben, found_people):
    _chooses(ben, "yes")
    _set(ben, erased_at=now())

    assert found_people("Hallam") == []


def test_under_another_name_they_are_found_by_that_one(ben, found_people):
    _chooses(ben, "yes")
    found_people("Hallam")

    ben.post("/me/account/name", name="Benno Field")

    assert found_people("Field") == ["Benno Field"]
    assert found_people("Hallam") == []


def test_visitors_have_no_such_choice(visitor):
    assert visitor.get("/me/privacy").status_code == 401


def _set(person, **facts):
    with writing():
        db.execute(update(Member).where(Member.id == person.member_id).values(**facts))
