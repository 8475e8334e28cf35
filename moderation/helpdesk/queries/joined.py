"""Tickets that were joined with another one: which one, and whose words are whose."""

from sqlalchemy import ColumnElement, or_, select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.threads.models import Thread
from moderation.helpdesk import policy
from moderation.helpdesk.models import Message, Ticket, TicketEntry


def target_of(ticket: Ticket) -> Ticket:
    """Where what is written on it goes: the end of the chain, locked; itself when not joined.

    There is no circle: only a live ticket is joined, and only with a live one.
    """
    while ticket.merged_into_id is not None:
        ticket = _locked(ticket.merged_into_id)
    return ticket


def joined_with(ticket: Ticket, *, to: Member | None) -> str | None:
    """The reference of the ticket it was joined with, for whoever may see that one too."""
    if ticket.merged_into_id is None:
        return None
    target = _end_of(ticket.merged_into_id)
    return target.reference if policy.may_see(to, target) else None


def are_of_one_person(one: Ticket, other: Ticket) -> bool:
    """By account only: at the private door anybody can type somebody else's address."""
    return one.opener_id is not None and one.opener_id == other.opener_id


def is_joined_with_live(source_id: int) -> bool:
    """The ticket of this question or idea goes on as part of another one that is at work."""
    into = select(Ticket.merged_into_id).where(Ticket.source_id == source_id)
    following = db.scalars(into.where(Ticket.merged_into_id.is_not(None))).all()
    return any(_end_of(ticket_id).is_live for ticket_id in following if ticket_id)


def is_open(ticket: Ticket) -> bool:
    """It is at work, or goes on as part of one that is."""
    return ticket.is_live or _end_of(ticket.id).is_live


def has_joined(member_id: int, ticket_id: int) -> bool:
    """A ticket of theirs was joined with this one, so they hear of it as of their own."""
    rows = select(Ticket.id).where(
        Ticket.merged_into_id == ticket_id, Ticket.opener_id == member_id
    )
    return db.scalar(rows.limit(1)) is not None


def would_show_more(ticket: Ticket, *, is_for_managers: bool) -> bool:
    """Whether words from a ticket that only managers see would then go to one for the whole desk.

    One step is enough: what holds between each ticket and the next holds along the chain. Those
    next to it are locked, so that nobody changes them meanwhile.
    """
    beside = Ticket.id == ticket.merged_into_id
    if not is_for_managers:
        beside = Ticket.merged_into_id == ticket.id
    rows = select(Ticket.id, Ticket.is_for_managers).where(beside).order_by(Ticket.id)
    found = db.execute(rows.with_for_update(of=Ticket)).all()
    return any(one.is_for_managers != is_for_managers for one in found)


def written_on(ticket_id: int, of: type[TicketEntry] = Message) -> ColumnElement[bool]:
    """Messages of the ticket, and those of its person that went to the one it was joined with."""
    return or_(of.ticket_id == ticket_id, of.via_id == ticket_id)


def _end_of(ticket_id: int) -> Ticket:
    """The last one of a chain, for reading."""
    ticket = db.get_one(Ticket, ticket_id)
    while ticket.merged_into_id is not None:
        ticket = db.get_one(Ticket, ticket.merged_into_id)
    return ticket


def _locked(ticket_id: int) -> Ticket:
    """The thread first, then the ticket: the order of locks of the whole house."""
    source_id = db.scalar(select(Ticket.source_id).where(Ticket.id == ticket_id))
    if source_id is not None:
        db.execute(select(Thread.id).where(Thread.id == source_id).with_for_update())
    rows = select(Ticket).where(Ticket.id == ticket_id).with_for_update(of=Ticket)
    return db.scalars(rows.execution_options(populate_existing=True)).one()
