"""Which tickets belong together, and what somebody may still undo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from moderation.bundles.models import TicketLink, TicketMerge, TicketSplit
from moderation.helpdesk.models import Message, StateMove, Ticket
from moderation.helpdesk.queries import locked_ticket, read_by, visible_ticket
from moderation.helpdesk.states import State

UNDONE_WITHIN = timedelta(days=7)
MOST = 50


@dataclass(frozen=True)
class Beside:
    """A ticket that belongs with another one. `how`: joined (with it), linked."""

    how: str
    reference: str
    title: str
    state: str


def both(reference: str, other: str, *, to: Member) -> tuple[Ticket, Ticket]:
    """Two tickets this member may see, both locked, in the order of their ids."""
    first, second = visible_ticket(reference, to=to), visible_ticket(other, to=to)
    for ticket_id in sorted({first.id, second.id}):
        locked_ticket(ticket_id)
    return first, second


def joined_pair(reference: str, *, to: Member) -> Ticket:
    """A ticket with the one it is joined with, both locked, in the order of their ids."""
    ticket = visible_ticket(reference, to=to)
    for ticket_id in sorted({ticket.id, ticket.merged_into_id or ticket.id}):
        locked_ticket(ticket_id)
    return ticket


def standing_merge(ticket_id: int) -> TicketMerge | None:
    """By which it is joined with another one now."""
    rows = select(TicketMerge).where(TicketMerge.ticket_id == ticket_id)
    return db.scalar(rows.where(TicketMerge.undone_at.is_(None)))


def ends_at(merge: TicketMerge) -> datetime:
    """Until when it can be undone."""
    return merge.made_at + UNDONE_WITHIN


def may_be_undone(merge: TicketMerge) -> bool:
    return now() < ends_at(merge)


def brought_by_others(merge: TicketMerge) -> set[int]:
    """People who hear the outcome of the same ticket because of another joining."""
    rows = select(TicketMerge.brought).where(
        TicketMerge.into_id == merge.into_id,
        TicketMerge.undone_at.is_(None),
        TicketMerge.id != merge.id,
    )
    return {member_id for brought in db.scalars(rows) for member_id in brought["members"]}


def joined_into(ticket_id: int) -> Sequence[Ticket]:
    """Every ticket that was joined with it, also by way of a third one."""
    found: dict[int, Ticket] = {}
    last = [ticket_id]
    while last:
        rows = select(Ticket).where(Ticket.merged_into_id.in_(last)).order_by(Ticket.id)
        last = [one.id for one in db.scalars(rows) if found.setdefault(one.id, one) is one]
    return list(found.values())


def has_heard_answer(joined: Ticket, ticket: Ticket) -> bool:
    """Whether the ticket was answered after this one had been joined, also by way of a third."""
    made = standing_merge(joined.id)
    since = made.made_at if made else now()
    while made and made.into_id != ticket.id:
        made = standing_merge(made.into_id)
        since = max(since, made.made_at if made else since)
    rows = select(StateMove.id).where(StateMove.ticket_id == ticket.id)
    rows = rows.where(StateMove.state == State.ANSWERED, StateMove.moved_at >= since)
    return db.scalar(rows.limit(1)) is not None


def last_answer(ticket_id: int) -> int | None:
    """What staff wrote last on it, if that is an answer on the page of a question."""
    rows = select(Message.answer_id).where(Message.ticket_id == ticket_id, Message.is_from_staff)
    return db.scalar(rows.order_by(Message.id.desc()).limit(1))


def beside(ticket: Ticket, *, to: Member) -> list[Beside]:
    """What the desk is shown beside a ticket: what was joined with it, and what is linked."""
    link = or_(
        (TicketLink.first_id == ticket.id) & (TicketLink.second_id == Ticket.id),
        (TicketLink.second_id == ticket.id) & (TicketLink.first_id == Ticket.id),
    )
    columns = (TicketLink.first_id, Ticket.reference, Ticket.title, Ticket.state)
    rows = select(*columns).outerjoin(TicketLink, link).where(read_by(to))
    rows = rows.where(or_(Ticket.merged_into_id == ticket.id, TicketLink.first_id.is_not(None)))
    return [
        Beside("joined" if first_id is None else "linked", reference, title, state)
        for first_id, reference, title, state in db.execute(rows.order_by(Ticket.id).limit(MOST))
    ]


def splits_of(message_ids: Sequence[int]) -> dict[int, str]:
    """Message -> the reference of the ticket it became."""
    other = aliased(Ticket)
    rows = select(TicketSplit.message_id, other.reference)
    rows = rows.join(other, other.id == TicketSplit.ticket_id)
    found = db.execute(rows.where(TicketSplit.message_id.in_(message_ids)))
    return {row.message_id: row.reference for row in found}


def message_on(ticket: Ticket, message_id: int) -> Message:
    """What its person wrote. Raises Missing for anything else."""
    message = db.get(Message, min(message_id, LARGEST))
    if message is None or message.ticket_id != ticket.id or message.is_from_staff:
        raise Missing("Only what the person wrote on this ticket can become a ticket of its own.")
    return message
