"""Whether somebody of the staff has a reason to look at a person's page now."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import read_by
from moderation.persons.models import LookReason, PersonTicket
from moderation.persons.queries.sameness import is_same


def reason_now(person_id: int, by: Member) -> LookReason | None:
    """The newest one that has not ended; one of a ticket ends when they no longer work on it."""
    mine = (is_same(LookReason.person_id, person_id), LookReason.reader_id == by.id)
    rows = select(LookReason).where(*mine, LookReason.ends_at > now())
    at_hand = Ticket.is_live & (Ticket.assignee_id == by.id) & read_by(by)
    rows = rows.outerjoin(Ticket, Ticket.id == LookReason.ticket_id)
    rows = rows.where(LookReason.ticket_id.is_(None) | at_hand)
    return db.scalar(rows.order_by(LookReason.id.desc()).limit(1))


def ticket_at_hand(person_id: int, by: Member) -> int | None:
    """A live ticket of this person that is given to, or claimed by, this member of staff."""
    rows = select(Ticket.id).join(PersonTicket, PersonTicket.ticket_id == Ticket.id)
    rows = rows.where(is_same(PersonTicket.person_id, person_id), Ticket.is_live, read_by(by))
    return db.scalar(rows.where(Ticket.assignee_id == by.id).order_by(Ticket.id).limit(1))
