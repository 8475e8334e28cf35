"""Two people who wrote to the desk about the same thing."""

import pytest

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from moderation.helpdesk import actions
from moderation.helpdesk.models import StateMove, Ticket
from tests.cast import Person


@pytest.fixture
def hers(ada, parking) -> Ticket:
    """What Ada wrote in private."""
    return writes_in(ada, "The meter takes no coins")


@pytest.fixture
def his(ben, parking) -> Ticket:
    """What Ben wrote about the same meter."""
    return writes_in(ben, "A meter is broken")


@pytest.fixture
def join(dev):
    def joined(ticket: Ticket, into: Ticket, by: Person = dev):
        return by.post(f"/desk/tickets/{ticket.reference}/merge", other=into.reference)

    return joined


def writes_in(person: Person, title: str) -> Ticket:
    with writing():
        member = person.member
        return actions.open_contact(
            title=title,
            body=write_up(f"{title}, by the church."),
            email=str(member.email),
            by=member,
        )


def replies(person, ticket: Ticket, text: str, **more: str):
    return person.post(f"/tickets/{ticket.reference}/messages", body=text, **more)


def log_of(ticket: Ticket) -> list[tuple[str | None, str]]:
    with fresh_reading():
        rows = db.query(StateMove).where(StateMove.ticket_id == ticket.id).order_by(StateMove.id)
        return [(move.before, move.state) for move in rows]
