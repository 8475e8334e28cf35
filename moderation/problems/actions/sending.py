"""Telling one ticket or one question, in one transaction with the row that says so."""

from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Missing, Refused
from forum.kernel.written import Written
from forum.threads.actions import answer_thread
from forum.threads.queries import visible_thread
from moderation.helpdesk.actions import tell_along
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import locked_ticket
from moderation.problems.models import ProblemSent, ProblemUpdate


def deliver(sent_id: int) -> None:
    """Once, however often and by whom it is called: the row is locked and looked at again."""
    row = select(ProblemSent).where(ProblemSent.id == sent_id).with_for_update()
    sent = db.scalars(row.execution_options(populate_existing=True)).one()
    if sent.sent_at is not None or sent.untold:
        return
    ticket = locked_ticket(sent.ticket_id) if sent.ticket_id is not None else None
    if ticket is not None and not ticket.is_live:
        sent.untold = "closed"
        return

    try:
        with db.begin_nested():
            _tell(sent, ticket)
    except (Refused, Missing):
        sent.untold = "refused"
        return
    sent.sent_at = now()


def tell_late(update: ProblemUpdate, ticket: Ticket, *, in_acknowledgement: bool) -> None:
    """A ticket that was linked after it was written; not twice, and not once it is closed. What
    goes out with the acknowledgement is no reply of ours: it meets no promise.
    """
    if not ticket.is_live:
        return
    pair = {"update_id": update.id, "ticket_id": ticket.id, "untold": ""}
    if not insert_once(ProblemSent, **pair, is_acknowledged=in_acknowledgement):
        return
    mine = (ProblemSent.update_id == update.id) & (ProblemSent.ticket_id == ticket.id)
    sent = db.scalars(select(ProblemSent).where(mine)).one()
    if not in_acknowledgement:
        body = Written(update.body, update.html, update.renderer)
        sent.message_id = tell_along(ticket, body, author_id=update.author_id).id
    sent.sent_at = now()


def _tell(sent: ProblemSent, ticket: Ticket | None) -> None:
    update = sent.update
    answer_id = _write_on_thread(sent) if sent.thread_id is not None else None
    sent.answer_id = answer_id
    if ticket is None:
        return
    text = (update.public_body, update.public_html) if answer_id else (update.body, update.html)
    body = Written(*text, update.renderer)
    message = tell_along(
        ticket,
        body,
        author_id=update.author_id,
        is_answer=update.is_answer,
        answer_id=answer_id,
    )
    sent.message_id = message.id


def _write_on_thread(sent: ProblemSent) -> int:
    """On the question itself, as an answer of the council; official only when it is the answer."""
    update = sent.update
    author = db.get_one(Member, update.author_id)
    thread = visible_thread(sent.thread_id or 0, to=None, lock=True)
    public = Written(update.public_body, update.public_html, update.renderer)
    said: dict[str, Any] = {"body": public, "official": update.is_answer, "is_reviewed": True}
    return answer_thread(thread, by=author, **said).id
