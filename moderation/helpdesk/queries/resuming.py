"""Which ticket a reference and its code open."""

from sqlalchemy import select

from forum.kernel import keys
from forum.kernel.clock import now
from forum.kernel.db import db
from moderation.helpdesk.models import ResumeCode, Ticket
from moderation.helpdesk.queries.tickets import ticket_referred_to

SALT = "resume code"
NO_MARK = "0" * keys.MARK_SIGNS


def ticket_resumed(reference: str, code: str) -> Ticket | None:
    """Two statements and one comparison, whether the ticket, the code or neither is there, so that
    the time it takes says nothing. Whoever asks has counted the try before.
    """
    ticket = ticket_referred_to(reference)
    ticket_id = ticket.id if ticket else 0
    row = db.scalar(select(ResumeCode).where(ResumeCode.ticket_id == ticket_id))
    mark = row.mark if row and row.ends_at > now() else NO_MARK
    fits = keys.bears(words_of(ticket_id, code), mark, salt=SALT)
    return ticket if fits else None


def words_of(ticket_id: int, code: str) -> str:
    """What the mark is made of: a code is worth something on its own ticket only."""
    return f"{ticket_id} {code}"
