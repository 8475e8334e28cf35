"""Saying that two tickets have to do with each other, and taking that back."""

from sqlalchemy import delete

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from moderation.bundles.events import TicketLinked, TicketUnlinked
from moderation.bundles.models import TicketLink
from moderation.helpdesk.actions.writing import named
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import works_at_desk

ITSELF = "This is the same ticket. Write the reference of another one."
ONLY_DESK = "Only the desk says which tickets belong together."


def link(ticket: Ticket, other: Ticket, *, by: Member) -> None:
    """Once is enough, from whichever side it is said."""
    require_two(ticket, other, by=by)
    first, second = sorted((ticket.id, other.id))
    pair = {"first_id": first, "second_id": second}
    if not insert_once(TicketLink, **pair, actor_id=by.id, made_at=now()):
        return

    audit.record("tickets linked", by=by.id, subject_id=ticket.id, reason=f"with {other.id}")
    publish(TicketLinked(actor_id=by.id, **named(ticket, other_id=other.id)))


def unlink(ticket: Ticket, other: Ticket, *, by: Member) -> None:
    require_two(ticket, other, by=by)
    first, second = sorted((ticket.id, other.id))
    here = (TicketLink.first_id == first) & (TicketLink.second_id == second)
    if not db.execute(delete(TicketLink).where(here).returning(TicketLink.first_id)).all():
        return

    audit.record("link of tickets ended", by=by.id, subject_id=ticket.id, reason=f"with {other.id}")
    publish(TicketUnlinked(actor_id=by.id, **named(ticket, other_id=other.id)))


def require_two(ticket: Ticket, other: Ticket, *, by: Member) -> None:
    if not works_at_desk(by):
        raise Refused(ONLY_DESK)
    if ticket.id == other.id:
        raise Invalid(ITSELF, {"other": ITSELF})
