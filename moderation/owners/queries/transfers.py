"""What is on its way from one person to the next, and whose tickets nobody looks after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.kernel.site import SiteSetting
from moderation.helpdesk.models import Ticket, TicketOwner
from moderation.helpdesk.queries import locked_ticket, read_by
from moderation.owners.models import TicketTransfer
from moderation.owners.wording import HOURS_AT_FIRST, OPEN, SETTING
from moderation.rota.models import Availability
from moderation.staff.models import StaffService

MOST = 100
GONE = "We cannot find this transfer. Open the ticket again and look."


@dataclass(frozen=True)
class LeftAlone:
    """A live ticket whose person is away, or does not work for its service any more."""

    reference: str
    title: str
    name: str
    away_until: datetime | None


def open_transfer_of(ticket_id: int) -> TicketTransfer | None:
    """The one on its way; a constraint keeps it one."""
    rows = _whole().where(TicketTransfer.ticket_id == ticket_id, TicketTransfer.state == OPEN)
    return db.scalar(rows)


def transfers_of(ticket_id: int) -> Sequence[TicketTransfer]:
    """Every one of a ticket, in order."""
    rows = _whole().where(TicketTransfer.ticket_id == ticket_id)
    return db.scalars(rows.order_by(TicketTransfer.id).limit(MOST)).all()


def newest_of(ticket_id: int) -> TicketTransfer:
    """The last one of a ticket that has some."""
    rows = select(TicketTransfer).where(TicketTransfer.ticket_id == ticket_id)
    return db.scalars(rows.order_by(TicketTransfer.id.desc()).limit(1)).one()


def locked_transfer(transfer_id: int) -> TicketTransfer:
    """With its ticket held first, the order of locks of the whole house. Raises Missing."""
    number = min(transfer_id, LARGEST)
    ticket_id = db.scalar(select(TicketTransfer.ticket_id).where(TicketTransfer.id == number))
    if ticket_id is None:
        raise Missing(GONE)
    locked_ticket(ticket_id)
    return db.get_one(TicketTransfer, number, with_for_update=True, populate_existing=True)


def waiting_for(member: Member) -> Sequence[TicketTransfer]:
    """What this person is asked to say yes to, the oldest first; a ticket that is for managers only
    by now is not theirs to take.
    """
    rows = _whole().join(Ticket, Ticket.id == TicketTransfer.ticket_id).where(read_by(member))
    rows = rows.where(TicketTransfer.to_id == member.id, TicketTransfer.state == OPEN)
    return db.scalars(rows.order_by(TicketTransfer.id).limit(MOST)).all()


def on_their_way(*, to: Member) -> Sequence[TicketTransfer]:
    """What waits for the yes of others, as far as this reader sees the tickets."""
    rows = _whole().join(Ticket, Ticket.id == TicketTransfer.ticket_id).where(read_by(to))
    rows = rows.where(TicketTransfer.state == OPEN, TicketTransfer.to_id != to.id)
    return db.scalars(rows.order_by(TicketTransfer.id).limit(MOST)).all()


def to_return() -> list[int]:
    """Those nobody said yes to in time."""
    due = (TicketTransfer.state == OPEN) & (TicketTransfer.ends_at <= now())
    return list(db.scalars(select(TicketTransfer.id).where(due).limit(MOST)))


def left_alone(*, to: Member) -> list[LeftAlone]:
    """The soonest promise first."""
    away = Availability.away_until > now()
    rows = select(Ticket.reference, Ticket.title, Member.name, Availability.away_until)
    rows = rows.join(TicketOwner, TicketOwner.ticket_id == Ticket.id)
    rows = rows.join(Member, Member.id == TicketOwner.owner_id)
    rows = rows.outerjoin(Availability, (Availability.member_id == Member.id) & away)
    rows = rows.where(Ticket.is_live, read_by(to), or_(away, _has_left()))
    rows = rows.order_by(Ticket.due_at.is_(None), Ticket.due_at, Ticket.id).limit(MOST)
    return [LeftAlone(*row) for row in db.execute(rows)]


def is_left_alone(ticket: Ticket) -> bool:
    """Whether the person responsible for it is away or gone, so that a manager may act."""
    rows = select(TicketOwner.ticket_id).join(Member, Member.id == TicketOwner.owner_id)
    rows = rows.join(Ticket, Ticket.id == TicketOwner.ticket_id)
    rows = rows.outerjoin(Availability, Availability.member_id == Member.id)
    rows = rows.where(Ticket.id == ticket.id, or_(Availability.away_until > now(), _has_left()))
    return db.scalar(rows) is not None


def time_to_confirm() -> timedelta:
    """How long the next person may take to say yes."""
    row = db.get(SiteSetting, SETTING)
    return timedelta(hours=row.value.get("hours", HOURS_AT_FIRST) if row else HOURS_AT_FIRST)


def _has_left() -> ColumnElement[bool]:
    theirs = StaffService.member_id == Member.id
    here = exists().where(theirs, StaffService.service_id == Ticket.service_id)
    elsewhere = exists().where(theirs) & ~here
    stopped = Member.role.not_in(DESK_ROLES) | Member.erased_at.is_not(None)
    return or_(stopped, Member.suspended_until > now(), elsewhere)


def _whole() -> Select[TicketTransfer]:
    people = joinedload(TicketTransfer.giver), joinedload(TicketTransfer.next)
    plain = [one.lazyload("*") for one in people]
    return select(TicketTransfer).options(*plain, joinedload(TicketTransfer.ticket))
