"""The files that came by mail: which a reader of a ticket may open, and how much room they take."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Select, func, or_, select

from forum.accounts.models import Member
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from moderation.helpdesk.models import Message, Ticket, TicketEntry
from moderation.helpdesk.queries.joined import written_on
from moderation.mail_in.models import IncomingMail, MailFile
from moderation.mail_in.reading import Letter

GONE = "This file is not there, or it is not for you."
MOST_SHOWN = 100
MOST_OF_SENDER = 50 * 1024 * 1024
COUNTED_FOR = timedelta(days=30)
ONE_LOOK = timedelta(hours=1)


def files_on(ticket_id: int, *, internal: bool) -> Sequence[MailFile]:
    """Those of the messages that this reader may read, in order of writing."""
    rows = _readable(ticket_id, internal=internal).order_by(MailFile.message_id, MailFile.number)
    return db.scalars(rows.limit(MOST_SHOWN)).all()


def file_on(ticket: Ticket, mail_file_id: int, *, internal: bool) -> MailFile:
    """Raises Missing for one of another ticket, as for one that is not there."""
    rows = _readable(ticket.id, internal=internal)
    if found := db.scalar(rows.where(MailFile.id == min(mail_file_id, LARGEST))):
        return found
    raise Missing(GONE)


def has_room_for(letter: Letter) -> bool:
    """All files of one address in a month have a limit, by what is kept of them."""
    mine = select(func.sum(MailFile.size)).join(IncomingMail, IncomingMail.id == MailFile.mail_id)
    mine = mine.where(func.lower(IncomingMail.sender) == letter.sender.lower())
    taken = db.scalar(mine.where(MailFile.added_at > now() - COUNTED_FOR)) or 0
    return int(taken) + sum(len(one.body) for one in letter.files) <= MOST_OF_SENDER


def has_just_looked(ticket_id: int, member: Member | None) -> bool:
    """Whether it is written down already that this colleague looks at the ticket: each picture on
    its page is a request of its own.
    """
    if member is None:
        return False
    mine = (AuditEntry.actor_id == member.id, AuditEntry.subject_id == ticket_id)
    rows = select(AuditEntry.id).where(*mine, AuditEntry.deed == "open ticket")
    return db.scalar(rows.where(AuditEntry.done_at > now() - ONE_LOOK).limit(1)) is not None


def _readable(ticket_id: int, *, internal: bool) -> Select[MailFile]:
    if internal:
        rows = select(MailFile).join(TicketEntry, TicketEntry.id == MailFile.message_id)
        return rows.where(written_on(ticket_id, TicketEntry))
    rows = select(MailFile).join(Message, Message.id == MailFile.message_id)
    is_theirs = or_(Message.via_id.is_(None), Message.via_id == ticket_id)
    return rows.where(written_on(ticket_id), is_theirs)
