"""Giving somebody a code by which they go on with their ticket elsewhere."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from forum.accounts.models import Member
from forum.kernel import audit, keys
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.events import publish
from moderation.helpdesk import policy
from moderation.helpdesk.actions.writing import named
from moderation.helpdesk.events import ResumeCodeMade
from moderation.helpdesk.models import ResumeCode, Ticket
from moderation.helpdesk.queries.resuming import SALT, words_of
from moderation.helpdesk.references import new_code, read_code

LASTS = timedelta(days=30)


def make_code(ticket: Ticket, *, by: Member | None) -> str:
    """A new one, said once and kept nowhere; the former ends. `by` is None for somebody with the
    key of the ticket. Whoever may see the ticket may have it.
    """
    code = new_code()
    mark = keys.mark_of(words_of(ticket.id, read_code(code) or ""), salt=SALT)
    row: dict[str, Any] = {"mark": mark, "made_by_id": by.id if by else None, "made_at": now()}
    row["ends_at"] = now() + LASTS
    if not insert_once(ResumeCode, ticket_id=ticket.id, **row):
        mine = update(ResumeCode).where(ResumeCode.ticket_id == ticket.id)
        db.execute(mine.values(**row), execution_options=SILENT)
    if by is not None and policy.works_at_desk(by) and not policy.is_opener(by, ticket):
        audit.record("resume code made", by=by.id, subject_id=ticket.id, reason="desk")
    publish(ResumeCodeMade(actor_id=by.id if by else None, **named(ticket)))
    return code
