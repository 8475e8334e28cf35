"""What nobody can delete while a ticket is open: its kind says how much that is."""

from sqlalchemy import select

from forum.kernel import holding
from forum.kernel.db import db
from forum.kernel.holding import Covered
from moderation.helpdesk import queries
from moderation.helpdesk.criteria import NOTHING, PERSON
from moderation.helpdesk.models import Ticket


def keep_what_it_covers(ticket: Ticket) -> None:
    """Of the ticket, and of those that were joined with it: they are open as long as it is."""
    holding.hold(cause_of(ticket), _covered(ticket))
    joined = select(Ticket).where(Ticket.merged_into_id == ticket.id).order_by(Ticket.id)
    for one in db.scalars(joined):
        keep_what_it_covers(one)


def keep_again(kind: str) -> None:
    """Managers said that this kind keeps something else; for tickets joined with another too."""
    may_be_open = Ticket.is_live | Ticket.merged_into_id.is_not(None)
    rows = select(Ticket).where(Ticket.kind == kind, may_be_open).order_by(Ticket.id)
    for ticket in db.scalars(rows):
        holding.hold(cause_of(ticket), _covered(ticket))


def cause_of(ticket: Ticket) -> str:
    return f"ticket:{ticket.id}"


def _covered(ticket: Ticket) -> set[Covered]:
    keeps = queries.kind_of(ticket.kind).keeps
    if keeps == NOTHING or not queries.is_open(ticket):
        return set()
    numbers = {ticket.id, ticket.source_id} - {None}
    covered = {Covered("subject", number) for number in numbers if number}
    if keeps == PERSON and ticket.opener_id is not None:
        covered.add(Covered("member", ticket.opener_id))
    return covered
