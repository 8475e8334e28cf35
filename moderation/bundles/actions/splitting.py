"""Making one message of a ticket a ticket of its own, because it is about something else."""

from typing import Any

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.written import Written
from moderation.bundles import queries
from moderation.bundles.actions.linking import ONLY_DESK, link
from moderation.bundles.events import TicketSplitOff
from moderation.bundles.models import TicketSplit
from moderation.helpdesk.actions.opening import begin_ticket, insert_ticket
from moderation.helpdesk.actions.writing import Voice, named, put_down
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.policy import works_at_desk

TRIGGER = "split"
NO_TITLE = "Say in a few words what the new ticket is about."


def split(ticket: Ticket, message_id: int, *, title: str, by: Member) -> Ticket:
    """The new ticket, private to the same person, promised from the moment they wrote that. The
    message stays where it is as well. Twice gives the same ticket.
    """
    if not works_at_desk(by):
        raise Refused(ONLY_DESK)
    message = queries.message_on(ticket, message_id)
    if made := db.get(TicketSplit, message.id):
        return db.get_one(Ticket, made.ticket_id)
    if not title:
        raise Invalid(NO_TITLE, {"title": NO_TITLE})

    new = _open(ticket, message, title, by=by)
    row = {"message_id": message.id, "ticket_id": new.id, "actor_id": by.id, "made_at": now()}
    db.add(TicketSplit(**row))
    link(ticket, new, by=by)
    audit.record("message split off", by=by.id, subject_id=ticket.id, reason=f"to {new.id}")
    publish(TicketSplitOff(actor_id=by.id, **named(ticket, message_id=message.id, new_id=new.id)))
    return new


def _open(ticket: Ticket, message: Message, title: str, *, by: Member) -> Ticket:
    """Of the person who wrote it, who need not be the one the ticket is for."""
    person = db.get_one(Ticket, message.via_id) if message.via_id else ticket
    facts: dict[str, Any] = {
        "title": title,
        "kind": ticket.kind,
        "topic_id": ticket.topic_id,
        "is_for_managers": ticket.is_for_managers,
        "opener_id": person.opener_id,
        "contact_name": person.contact_name,
        "contact_email": person.contact_email,
        "trigger": TRIGGER,
    }
    new, _ = insert_ticket(ticket.service, opened_at=message.written_at, **facts)
    body = Written(message.body, message.html, message.renderer)
    voice = Voice(message.author_id)
    put_down(new, body, voice=voice).written_at = message.written_at
    begin_ticket(new, by_id=by.id)
    return new
