"""Opening a ticket privately: from the contact form, a mail, or what the desk was told."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from forum.accounts.current import digest
from forum.accounts.emails import email_key
from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.written import Written
from forum.services.models import Service
from forum.topics.models import Topic
from moderation.helpdesk import policy, queries
from moderation.helpdesk.actions.opening import begin_ticket, insert_ticket
from moderation.helpdesk.actions.writing import Voice, named, put_down
from moderation.helpdesk.events import OutsideAgreed
from moderation.helpdesk.models import Ticket

WHAT = "Choose what it is about."


def open_contact(
    *,
    title: str,
    body: Written,
    email: str | None,
    name: str = "",
    kind: str = "question",
    urgency: str = "medium",
    by: Member | None = None,
    service: Service | None = None,
    topic: Topic | None = None,
    nonce: str | None = None,
    opener: Member | None = None,
    agreed: Sequence[tuple[int, int]] = (),
) -> Ticket:
    """A ticket nobody but its writer and the desk can see; the same form sent twice makes one.

    `topic` is what it is about, where it is one of the service. `opener` is the member for whom the
    desk writes it down; `agreed` are outside desks that may know who it is, each with the version
    of its notice that was read.
    """
    opener_id = _opener_id(by, opener)
    service = service or _front_desk()
    facts = _facts(kind) | {"title": title, "opener_id": opener_id, "urgency": urgency}
    facts["topic_id"] = topic.id if topic and topic.service_id == service.id else None
    facts |= {"contact_name": name or None, "contact_email": email or None}
    facts["opened_with"] = _fingerprint(nonce, email or "") if nonce else None
    ticket, is_new = insert_ticket(service, trigger="direct", **facts)
    if is_new:
        put_down(ticket, body, voice=Voice(opener_id))
        begin_ticket(ticket, by_id=by.id if by else None)
        _note_agreed(ticket, agreed, opener_id)
    return ticket


def _facts(kind: str) -> dict[str, Any]:
    if kind not in queries.offered_kinds():
        raise Invalid(WHAT, {"kind": WHAT})
    return {"kind": kind, "is_for_managers": queries.kind_of(kind).is_for_managers}


def _opener_id(by: Member | None, opener: Member | None) -> int | None:
    """What the desk writes down for somebody on the phone belongs to that somebody."""
    if by is None or not policy.works_at_desk(by):
        return by.id if by else None
    return opener.id if opener else None


def _note_agreed(ticket: Ticket, agreed: Sequence[tuple[int, int]], by_id: int | None) -> None:
    for desk_id, version in dict(agreed).items():
        told = {"desk_id": desk_id, "desk_version": version}
        publish(OutsideAgreed(actor_id=by_id, **named(ticket, **told)))


def _fingerprint(nonce: str, email: str) -> str:
    """Of a form's showing and the address in it, so that a nonce alone opens nobody's ticket."""
    return digest(f"{nonce} {email_key(email)}")


def _front_desk() -> Service:
    """Where a message goes that names no service: the one that was set up first."""
    if service := db.scalar(select(Service).order_by(Service.id).limit(1)):
        return service
    raise Refused("We cannot take messages here yet. Call us instead.")
