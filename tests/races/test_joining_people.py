"""Four at the counter close a ring of connections at once: one is too many, and no tree breaks."""

import pytest
from sqlalchemy import select

from forum.accounts.queries import member_of
from forum.accounts.standing import Role
from forum.kernel.db import database, db, fresh_reading, writing
from moderation.persons.actions import give_reason, know_caller, propose
from moderation.persons.actions.connecting import SAME
from moderation.persons.models import DeskPerson, PersonLink, same_person
from moderation.persons.queries import link_numbered, people_who_are
from tests.races.crowd import crowd


@pytest.fixture
def agent(app):
    (one,) = crowd(1, role=Role.AGENT)
    return one


@pytest.fixture
def callers(app, agent):
    with writing():
        return [know_caller(f"Caller {n}", phone=f"0163296014{n}").id for n in range(4)]


@pytest.fixture
def ring(agent, callers):
    """A connection from each to the next, and from the last to the first, asked about."""
    with writing():
        by = member_of(agent)
        people = [db.get_one(DeskPerson, id_) for id_ in callers]
        for person in people:
            give_reason(person, by=by, kind="counter")
        pairs = zip(people, [*people[1:], people[0]], strict=True)
        return [propose(one, other, by=by, evidence="said").id for one, other in pairs]


def race(app, racers, deed, agent, links):
    lanes = [[(deed, {"member_id": agent, "link_id": link_id})] for link_id in links]
    return racers.race(app, *lanes)


def test_a_ring_closed_by_four_at_once_is_a_tree(app, racers, agent, callers, ring):
    outcomes = race(app, racers, "connect", agent, ring)

    assert [o.refused for o in outcomes if o.refused] == [SAME]
    with fresh_reading():
        assert {one.id for one in people_who_are(callers[0])} == set(callers)
        assert len(db.execute(select(same_person.c.person_id)).all()) == 4


def test_parted_at_once_everybody_stands_alone(app, racers, agent, callers, ring):
    outcomes = race(app, racers, "connect", agent, ring)
    held = [link for link, o in zip(ring, outcomes, strict=True) if not o.refused]

    race(app, racers, "part", agent, [*held, held[0]])

    with fresh_reading():
        assert db.execute(select(same_person.c.person_id)).all() == []


def test_a_connection_that_somebody_is_about_to_end_can_still_be_named(app, ring):
    """Parting two writes rows about all of them: it waits for nobody who waits for it."""
    named = select(PersonLink.id).where(PersonLink.id == ring[0])
    one_writer = database().is_sqlite
    with writing():
        link_numbered(ring[0], lock=True)
        with (database().reading if one_writer else database().writing).connect() as beside:
            found = beside.scalar(named.with_for_update(read=True, key_share=True, nowait=True))
    assert found == ring[0]
