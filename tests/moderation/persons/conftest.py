"""Ada and her tickets at the desk, and the number of her page."""

from collections.abc import Callable

import pytest

from forum.kernel.db import db, fresh_reading, writing
from moderation.helpdesk.models import Ticket
from moderation.persons.actions import agree_for, give_reason, know_caller, know_member, propose
from moderation.persons.models import DeskPerson
from moderation.persons.queries import people_who_are, person_of_ticket
from tests.cast import Person


@pytest.fixture
def page_of() -> Callable[[Ticket], str]:
    """Where the person of a ticket stands at the desk, once the worker has read of it."""

    def found(ticket: Ticket) -> str:
        with fresh_reading():
            person = person_of_ticket(ticket.id)
            assert person is not None
            return f"/desk/persons/{person.id}"

    return found


@pytest.fixture
def adas(ada: Person, ticket: Ticket, deliver) -> str:
    """The address of Ada’s page; her ticket is with the desk."""
    deliver()
    with writing():
        return f"/desk/persons/{know_member(ada.member_id).id}"


def opens(person: Person, page: str, words: str = "She asked to be called back."):
    return person.post(f"{page}/reasons", follow=True, kind="written", words=words)


@pytest.fixture
def callers(app) -> list[int]:
    """Three people who left a number."""
    with writing():
        numbers = [f"0163296{number}" for number in range(3)]
        return [know_caller(f"Caller {number}", phone=number).id for number in numbers]


@pytest.fixture
def joined(dev: Person) -> Callable[[int, int], int]:
    """Two are asked about at the counter, and said to be one there."""

    def join(one_id: int, other_id: int) -> int:
        with writing():
            one, other = db.get_one(DeskPerson, one_id), db.get_one(DeskPerson, other_id)
            give_reason(one, by=dev.member, kind="counter")
            link = propose(one, other, by=dev.member, evidence="said")
            agree_for(link, by=dev.member)
            return link.id

    return join


def ids_of(person_id: int) -> set[int]:
    """Of all ways in which they came."""
    with fresh_reading():
        return {one.id for one in people_who_are(person_id)}
