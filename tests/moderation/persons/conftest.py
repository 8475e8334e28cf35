"""Ada and her tickets at the desk, and the number of her page."""

from collections.abc import Callable

import pytest

from forum.kernel.db import fresh_reading, writing
from moderation.helpdesk.models import Ticket
from moderation.persons.actions import know_member
from moderation.persons.queries import person_of_ticket
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
