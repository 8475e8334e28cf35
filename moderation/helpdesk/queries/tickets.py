"""One ticket: who may see it, and its conversation."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from hmac import compare_digest
from typing import cast

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.emails import email_key
from forum.accounts.models import Member
from forum.ideas.queries import visible_idea
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.threads.models import Thread
from forum.threads.queries import visible_thread
from moderation.helpdesk import policy
from moderation.helpdesk.keys import ticket_opened_by
from moderation.helpdesk.models import (
    Affected,
    InternalNote,
    Message,
    Ticket,
    TicketEntry,
)
from moderation.helpdesk.queries.joined import written_on
from moderation.helpdesk.references import read_reference

NOT_FOUND = (
    "We cannot find a ticket with this reference that you may open. Look at the reference again. "
    "If you wrote to us without an account, check the ticket with your e-mail address."
)
MOST_MESSAGES = 500


def visible_ticket(
    reference: str,
    *,
    to: Member | None,
    email: str | None = None,
    key: str | None = None,
    lock: bool = False,
) -> Ticket:
    """The ticket, for its opener, the desk, or somebody who proves the e-mail it was opened with.

    Every refusal reads the same, so that nobody learns which references there are. `lock` holds
    the thread it came from first, then the ticket: the order of locks of the whole house.
    """
    ticket = _ticket(read_reference(reference), lock=lock)
    is_proven = _proves(ticket, email)
    if ticket is None:
        raise Missing(NOT_FOUND)
    if policy.may_see(to, ticket) or is_proven or ticket_opened_by(key) == ticket.id:
        return ticket
    raise Missing(NOT_FOUND)


def ticket_referred_to(reference: str) -> Ticket | None:
    """For nobody’s eyes yet: whoever asks has to prove that it is theirs."""
    return _ticket(read_reference(reference))


def with_promise_shown(reference: str, *, to: Member | None, key: str | None = None) -> Ticket:
    """The ticket for its promise alone, which whoever may read its source may read too."""
    ticket = _ticket(read_reference(reference))
    look = _SOURCES.get(ticket.source_kind) if ticket else None
    if ticket is not None and look is not None and ticket.source_id:
        look(ticket.source_id, to=to)
        return ticket
    return visible_ticket(reference, to=to, key=key)


def locked_ticket(ticket_id: int) -> Ticket:
    """For reactions and timers, which nobody needs to be admitted to."""
    source = db.execute(select(Ticket.source_id).where(Ticket.id == ticket_id)).one()
    _hold_thread(source.source_id)
    return db.scalars(_locked().where(Ticket.id == ticket_id)).one()


def live_ticket_of(source_id: int) -> Ticket | None:
    """The one ticket at work on a source; a constraint keeps it one."""
    return db.scalar(select(Ticket).where(Ticket.source_id == source_id, Ticket.is_live))


def ticket_opened_with(fingerprint: str) -> Ticket | None:
    """The ticket one showing of the private door's form has opened already."""
    return db.scalar(select(Ticket).where(Ticket.opened_with == fingerprint))


def last_ticket_of(source_id: int, *, lock: bool = False) -> Ticket | None:
    """The newest ticket of a source, live or not."""
    newest = select(func.max(Ticket.id)).where(Ticket.source_id == source_id)
    ticket_id = db.scalar(newest)
    if ticket_id is None:
        return None
    return locked_ticket(ticket_id) if lock else db.get_one(Ticket, ticket_id)


def thread_of(ticket: Ticket, *, to: Member | None) -> Thread | None:
    """The question it came from, unless that is gone or hidden from this reader."""
    if ticket.source_kind != "thread" or ticket.source_id is None:
        return None
    try:
        return visible_thread(ticket.source_id, to=to)
    except Missing:
        return None


def conversation(ticket_id: int) -> Sequence[Message]:
    """The newest messages that its person may read, in order of writing."""
    is_theirs = or_(Message.via_id.is_(None), Message.via_id == ticket_id)
    rows = select(Message).where(written_on(ticket_id), is_theirs)
    newest = rows.order_by(Message.id.desc()).limit(MOST_MESSAGES)
    return db.scalars(newest.options(joinedload(Message.author))).all()[::-1]


def whole_conversation(ticket_id: int) -> Sequence[Message | InternalNote]:
    """The same for the desk, with its notes and what others wrote on tickets joined with it."""
    rows = select(TicketEntry).where(written_on(ticket_id, TicketEntry))
    newest = rows.order_by(TicketEntry.id.desc()).limit(MOST_MESSAGES)
    found = db.scalars(newest.options(joinedload(TicketEntry.author))).all()
    return cast(Sequence[Message | InternalNote], found)[::-1]


def written_with(nonce: str | None) -> TicketEntry | None:
    """What was written already with this showing of a form."""
    return db.scalar(select(TicketEntry).where(TicketEntry.nonce == nonce)) if nonce else None


def gave_answer(ticket_id: int, answer_id: int) -> bool:
    """Whether an answer on the thread belongs to this ticket."""
    rows = select(Message.id).where(Message.ticket_id == ticket_id, Message.answer_id == answer_id)
    return db.scalar(rows.limit(1)) is not None


def mailed_as(ticket: Ticket) -> str | None:
    """How outgoing mail names the person a ticket is for; None when nobody can be written to."""
    if ticket.contact_email:
        return f"ticket:{ticket.id}"
    return f"member:{ticket.opener_id}" if ticket.opener_id is not None else None


def affected_ids(ticket_id: int) -> list[int]:
    rows = select(Affected.member_id).where(Affected.ticket_id == ticket_id)
    return list(db.scalars(rows.order_by(Affected.member_id)))


def _ticket(reference: str | None, *, lock: bool = False) -> Ticket | None:
    if reference is None:
        return None
    this_one = Ticket.reference == reference
    if not lock:
        return db.scalar(_whole().where(this_one))
    _hold_thread(db.scalar(select(Ticket.source_id).where(this_one)))
    return db.scalar(_locked().where(this_one))


def _whole() -> Select[Ticket]:
    people = joinedload(Ticket.opener), joinedload(Ticket.assignee)
    return select(Ticket).options(*people, joinedload(Ticket.service), joinedload(Ticket.topic))


def _locked() -> Select[Ticket]:
    return _whole().with_for_update(of=Ticket).execution_options(populate_existing=True)


def _hold_thread(source_id: int | None) -> None:
    if source_id is not None:
        db.execute(select(Thread.id).where(Thread.id == source_id).with_for_update())


def _proves(ticket: Ticket | None, email: str | None) -> bool:
    """Only a ticket opened with an address is opened by it, never one of somebody's account.

    It takes as long without a ticket, and however much of the address is right.
    """
    if not email:
        return False
    address = ticket.contact_email if ticket else None
    is_the_same = compare_digest(_digest(address or ""), _digest(email))
    return is_the_same and bool(address)


def _digest(address: str) -> bytes:
    return sha256(email_key(address).encode("utf-8", "replace")).digest()


_SOURCES: dict[str, Callable[..., object]] = {"thread": visible_thread, "idea": visible_idea}
