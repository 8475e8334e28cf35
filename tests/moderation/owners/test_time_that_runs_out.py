"""Whoever looks after a ticket hears that its time runs out, whoever works on it just then."""

from forum.kernel.db import db, writing
from moderation.helpdesk.models import Ticket
from tests.moderation.conftest import as_stored

NEAR, LATE = "2026-03-03T14:00:00+00:00", "2026-03-04T10:00:00+00:00"


def claims(person, ticket):
    person.post(f"/desk/tickets/{ticket.reference}/claim")


def puts_back(person, ticket):
    person.post(f"/desk/tickets/{ticket.reference}/claim/removal")


def about(texts):
    return sum("We promise a first answer" in one or "We should have" in one for one in texts)


def test_they_are_told_while_nobody_works_on_it(dev, ticket, deliver, monday, outbox):
    claims(dev, ticket)
    puts_back(dev, ticket)
    monday.move_to(NEAR)
    deliver()
    monday.move_to(LATE)
    deliver()

    assert as_stored(ticket.id).assignee_id is None
    assert about(outbox("dev@example.org")) == 2


def test_both_are_told_once_when_somebody_else_works_on_it(
    dev, nell, ticket, deliver, monday, outbox
):
    claims(dev, ticket)
    puts_back(dev, ticket)
    claims(nell, ticket)
    monday.move_to(NEAR)
    deliver()
    deliver()

    assert about(outbox("dev@example.org")) == about(outbox(nell.member.email)) == 1


def test_whoever_may_not_see_it_any_more_is_not_told(dev, ticket, deliver, monday, outbox):
    claims(dev, ticket)
    puts_back(dev, ticket)
    with writing():
        db.get_one(Ticket, ticket.id).is_for_managers = True
    monday.move_to(NEAR)
    deliver()

    assert about(outbox("dev@example.org")) == 0
