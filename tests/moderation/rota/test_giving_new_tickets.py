"""New tickets find somebody as their service says: in turn or by load, never by who asked."""

import itertools
from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from forum.accounts.standing import Role, Rung
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from moderation.helpdesk.models import Ticket
from moderation.rota import actions
from moderation.rota.models import GivingChange, GivingRule
from moderation.staff.models import StaffService
from tests.cast import Person, make_person
from tests.factories import open_waste
from tests.moderation.conftest import as_stored, asks, escalates


@pytest.fixture
def nell(app) -> Person:
    return make_person(app, "Nell Dacre", role=Role.AGENT)


@pytest.fixture
def mara(app) -> Person:
    return make_person(app, "Mara Stone", role=Role.MANAGER)


@pytest.fixture
def give(mara, parking):
    """Says how the parking service gives its tickets."""

    def said(way: str) -> None:
        with writing():
            rule = db.get(GivingRule, parking.service_id)
            version = rule.version if rule else 1
            actions.set_way(parking.service_id, way, by=mara.member, version=version)

    return said


@pytest.fixture
def new(ada, dev, parking, deliver):
    """So many new tickets, each brought by a member of staff; who they are with."""

    numbers = itertools.count()

    def opened(count: int = 1) -> list[int | None]:
        titles = [f"Question {next(numbers)}" for _ in range(count)]
        found = [escalates(dev, asks(ada, parking, title)) for title in titles]
        deliver()
        return [as_stored(one.id).assignee_id for one in found]

    return opened


def works_for(person: Person, service_id: int) -> None:
    with writing():
        db.add(StaffService(member_id=person.member_id, service_id=service_id))


def is_away(person: Person, **hours: int) -> None:
    with writing():
        back = now() + timedelta(**hours)
        actions.set_availability(by=person.member, capacity=None, away_until=back)


@pytest.fixture(autouse=True)
def regular(ada):
    ada.stands_on(Rung.REGULAR)


def test_by_hand_they_wait_for_somebody(dev, nell, new):
    assert new(2) == [None, None]


def test_in_turn_everybody_gets_the_next_one(dev, nell, give, new):
    give("in_turn")

    assert new(3) == [dev.member_id, nell.member_id, dev.member_id]


def test_with_the_fewest_whoever_has_least_gets_it(dev, nell, give, new):
    give("in_turn")
    new(3)  # two are with Dev, one with Nell
    give("fewest")

    assert new(1) == [nell.member_id]


def test_whoever_is_away_is_left_out_until_they_are_back(dev, nell, give, new, monday):
    give("in_turn")
    is_away(nell, hours=4)
    away = new(2)
    monday.shift(timedelta(hours=5))

    assert away == [dev.member_id, dev.member_id]
    assert nell.member_id in new(2)


def test_nobody_gets_more_than_they_take(dev, nell, give, new):
    give("in_turn")
    for person in (dev, nell):
        with writing():
            actions.set_availability(by=person.member, capacity=1, away_until=None)

    assert new(3) == [dev.member_id, nell.member_id, None]


def test_agents_of_other_services_take_no_part(dev, nell, give, new, parking):
    with writing():
        waste = open_waste().id
    works_for(nell, waste)
    give("in_turn")

    assert new(2) == [dev.member_id, dev.member_id]


def test_managers_take_part_only_where_they_are_named(dev, mara, give, new, parking):
    give("in_turn")
    before = set(new(2))
    works_for(mara, parking.service_id)

    assert before == {dev.member_id}
    assert mara.member_id in new(2)


def test_what_somebody_holds_stays_with_them(dev, nell, ada, parking, give, deliver):
    give("in_turn")
    ticket = escalates(ada, asks(ada, parking, "My permit"))
    nell.post(f"/desk/tickets/{ticket.reference}/claim")

    deliver()

    assert as_stored(ticket.id).assignee_id == nell.member_id


def test_giving_twice_gives_once(dev, nell, give, new):
    give("in_turn")
    new(1)
    with fresh_reading():
        ticket_id = db.query(Ticket).one().id
    with writing():
        actions.give(ticket_id)

    assert as_stored(ticket_id).assignee_id == dev.member_id
    with fresh_reading():
        assert db.query(GivingRule).one().last_id == dev.member_id


def test_who_asked_plays_no_part(dev, nell, ada, ben, parking, give, deliver):
    """The equity guard: an advocate's tickets go round like a newcomer's."""
    give("in_turn")
    ben.stands_on(Rung.ADVOCATE)
    tickets = [
        escalates(dev, asks(person, parking, f"{person.member_id} {number}"))
        for number in range(3)
        for person in (ada, ben)
    ]
    deliver()

    found = [as_stored(one.id).assignee_id for one in tickets]
    assert found == [dev.member_id, nell.member_id] * 3


def test_eight_at_once_go_round_evenly_and_nobodys_turn_is_lost(app, dev, nell, ada, parking, give):
    give("in_turn")
    ids = [escalates(dev, asks(ada, parking, f"Question {n}")).id for n in range(8)]
    start = Barrier(len(ids))

    def gives(ticket_id: int) -> None:
        with app.app_context():
            start.wait()
            with writing():
                actions.give(ticket_id)

    threads = [Thread(target=gives, args=(one,)) for one in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    counts = Counter(as_stored(one).assignee_id for one in ids)
    assert counts == {dev.member_id: 4, nell.member_id: 4}


def test_the_queue_says_whom_a_new_one_was_given_to(dev, nell, give, new):
    give("in_turn")
    new(1)

    assert "Dev Patel" in nell.get("/desk").text
    assert "Free, was with" not in nell.get("/desk").text


def test_people_say_themselves_that_they_are_away(dev, nell):
    dev.post("/desk/rota/me", away="2026-03-20T09:00", capacity="20")

    page = nell.get("/desk/rota").text
    assert "Away until" in page
    assert "of 20" in page


@pytest.mark.parametrize(
    ("form", "sentence"),
    [({"away": "2020-03-20T09:00"}, "still to come"), ({"capacity": "all"}, "whole number")],
)
def test_what_cannot_be_is_refused_in_words(dev, form, sentence):
    answer = dev.post("/desk/rota/me", **({"away": "", "capacity": ""} | form))

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_manager_sees_what_waits_with_people_away(dev, mara, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    is_away(dev, hours=48)

    assert ticket.reference in mara.get("/desk/rota").text
    assert "With somebody who is away" not in dev.get("/desk/rota").text


def test_a_manager_changes_the_way_after_seeing_it_and_undoes_it(mara, parking):
    url = "/desk/rota/services/parking"
    shown = mara.post(url, way="fewest", version="1").text
    seen = shown.partition('name="seen" value="')[2].partition('"')[0]
    mara.post(url, way="fewest", version="1", seen=seen)
    with fresh_reading():
        way, change_id = db.query(GivingRule).one().way, db.query(GivingChange).one().id

    for _ in range(2):
        mara.post(f"/desk/rota/changes/{change_id}/removal")

    assert "whoever has the fewest" in shown
    assert way == "fewest"
    with fresh_reading():
        assert db.query(GivingRule).one().way == "by_hand"
        assert db.query(GivingChange).count() == 2


@pytest.mark.parametrize("who", ["ada", "cleo", "pia", "dev"])
def test_only_managers_say_how_tickets_are_given(request, who, parking):
    person = request.getfixturevalue(who)

    assert person.post("/desk/rota/services/parking", way="fewest", version="1").status_code == 403


@pytest.mark.parametrize("who", ["ada", "cleo", "pia"])
def test_only_the_desk_sees_the_rota(request, who):
    assert request.getfixturevalue(who).get("/desk/rota").status_code == 403
