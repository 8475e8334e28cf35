"""Any number of ways in which somebody came are one person; each is joined, and ended, alone."""

import random

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from forum.kernel.db import db, fresh_reading, writing
from moderation.helpdesk import actions as tickets
from moderation.persons.actions import (
    agree_for,
    give_reason,
    is_of,
    know_caller,
    know_member,
    part,
    propose,
)
from moderation.persons.models import DeskPerson, PersonLook, same_person
from moderation.persons.queries import link_between, link_numbered
from tests.moderation.persons.conftest import ids_of


@pytest.fixture
def called(parking, callers):
    """Each of them has a ticket."""
    with writing():
        for id_ in callers:
            body = tickets.plain("It is dark.")
            call = tickets.open_contact(title=f"Lamp {id_}", body=body, email=None, by=None)
            is_of(db.get_one(DeskPerson, id_), call)
    return callers


def ends(link_id, by):
    with writing():
        part(link_numbered(link_id, lock=True), by=by.member)


def test_three_are_one_and_each_shows_the_tickets_of_all(dev, called, joined):
    joined(called[0], called[1])
    joined(called[1], called[2])

    for id_ in called:
        page = dev.get(f"/desk/persons/{id_}").text
        assert all(f"Lamp {other}" in page for other in called)


def test_ending_one_leaves_the_other(dev, called, joined):
    first = joined(called[0], called[1])
    joined(called[1], called[2])
    ends(first, dev)

    assert ids_of(called[0]) == {called[0]}
    assert ids_of(called[2]) == set(called[1:])


def test_those_who_are_one_already_are_not_joined_again(dev, called, joined):
    joined(called[0], called[1])
    joined(called[1], called[2])
    with writing():
        body, his = tickets.plain("Out."), db.get_one(DeskPerson, called[2])
        again = tickets.open_contact(title="Again", body=body, email=None, by=None)
        is_of(his, again)

    sent = {"reference": again.reference, "evidence": "said"}
    said = dev.post(f"/desk/persons/{called[0]}/connections", follow=True, **sent)

    assert "This is the same person already." in said.text


def test_what_asks_about_two_that_became_one_meanwhile_asks_nobody(dev, ada, called, joined):
    with writing():
        mine, first = know_member(ada.member_id).id, called[0]
        give_reason(db.get_one(DeskPerson, first), by=dev.member, kind="counter")
        pair = [db.get_one(DeskPerson, id_) for id_ in (mine, first)]
        propose(*pair, by=dev.member, evidence="said")
    joined(mine, called[1])
    joined(called[1], first)

    assert "thinks that you also" not in ada.get("/me/desk").text


def test_whatever_is_joined_and_ended_they_are_what_the_connections_say(dev, app, joined):
    """A hundred random deeds against the plainest way of counting."""
    dice = random.Random(29)
    with writing():
        people = [know_caller(f"Caller {n}", phone=f"0163{n:04}").id for n in range(7)]
    open_links: dict[int, tuple[int, int]] = {}
    for _ in range(40):
        one, other = dice.sample(people, 2)
        if open_links and dice.random() < 0.4:
            gone = dice.choice(sorted(open_links))
            ends(gone, dev)
            del open_links[gone]
        elif other not in ids_of(one):
            open_links[joined(one, other)] = (one, other)
        assert {id_: ids_of(id_) for id_ in people} == plainly(people, open_links.values())


def plainly(people, pairs):
    found = {id_: {id_} for id_ in people}
    for _ in people:
        for one, other in pairs:
            both = found[one] | found[other]
            for id_ in both:
                found[id_] = found[id_] | both
    return found


def test_everybody_who_came_in_several_ways_reads_each_look(ada, dev, callers, joined):
    with writing():
        mine = know_member(ada.member_id).id
    joined(mine, callers[0])
    dev.get(f"/desk/persons/{callers[0]}")

    with fresh_reading():
        looked = set(db.scalars(select(PersonLook.person_id)))
    assert looked == {mine, callers[0]}
    assert "You were on the phone or at the counter" in ada.get("/me/desk").text


def test_what_came_on_the_phone_stands_among_ones_own_tickets(ada, dev, called, joined):
    with writing():
        mine = know_member(ada.member_id).id
    assert "Lamp" not in ada.get("/me/tickets").text
    link_id = joined(mine, called[0])

    page = ada.get("/me/tickets").text

    assert f"Lamp {called[0]}" in page
    assert "On the phone or at the counter" in page
    ada.post(f"/me/desk/connections/{link_id}/removal")
    assert "Lamp" not in ada.get("/me/tickets").text


def test_what_was_said_in_one_way_is_known_in_the_other(ada, dev, called, joined):
    ada.post("/me/desk/needs", large_print="yes", interpreter="Polish", other="")
    with writing():
        mine = know_member(ada.member_id).id
    joined(mine, called[0])

    page = dev.get(f"/desk/counter/{called[0]}").text

    assert "Interpreter: Polish" in page
    assert 'value="ada@example.org"' in page
    assert "Told us before. Ask whether it is still right." in page


def test_needs_said_at_the_counter_are_filled_in_for_the_account(ada, dev, callers, joined):
    with writing():
        mine = know_member(ada.member_id).id
    joined(mine, callers[0])
    page = f"/desk/persons/{callers[0]}/needs"
    dev.post(page, large_print="", interpreter="Urdu", other="", agreed="yes")

    shown = ada.get("/me/desk").text

    assert "You told us before, in another way" in shown
    assert 'value="Urdu"' in shown


def test_the_database_lets_nobody_be_two_people(callers, joined):
    joined(callers[0], callers[1])
    row = {"person_id": callers[1], "root_id": callers[1], "depth": 0}

    with pytest.raises(IntegrityError), writing():
        db.execute(insert(same_person).values(**row))


@pytest.mark.every_value
@pytest.mark.parametrize(("depth", "parent"), [(1, 2), (0, 2), (2, 1), (3, 2)])
def test_the_database_closes_no_ring(callers, joined, depth, parent):
    """The root cannot hang on somebody of its own tree, at whatever depth it says."""
    joined(callers[0], callers[1])
    link_id = joined(callers[1], callers[2])
    hangs = {"parent_id": callers[parent], "parent_depth": depth - 1, "link_id": link_id}
    mine = same_person.c.person_id == callers[0]

    with pytest.raises(IntegrityError), writing():
        db.execute(same_person.update().where(mine).values(depth=depth, **hangs))


def test_of_two_yeses_at_once_one_is_enough(dev, callers):
    with writing():
        one, other = (db.get_one(DeskPerson, id_) for id_ in callers[:2])
        give_reason(one, by=dev.member, kind="counter")
        propose(one, other, by=dev.member, evidence="said")
    for _ in range(2):
        with writing():
            link = link_between(*sorted(callers[:2]))
            assert link is not None
            agree_for(link, by=dev.member)

    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(same_person)) == 2
