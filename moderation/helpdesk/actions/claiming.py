"""Who works on a ticket: a claim lasts half an hour and is seen by everybody at the desk."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.design.words import clock_time
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.site import site
from moderation.helpdesk import policy
from moderation.helpdesk.actions.moving import move_along
from moderation.helpdesk.actions.owning import own_first
from moderation.helpdesk.actions.writing import named
from moderation.helpdesk.events import TicketAssigned, TicketClaimed
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.states import State

LEASE = timedelta(minutes=30)
HELD_UNTIL = (
    "%(name)s is working on this ticket until %(until)s. Take another one, or wait until then."
)


def claim(ticket: Ticket, *, by: Member) -> None:
    """Take it for half an hour; what somebody else holds is refused with their name."""
    if not ticket.is_live:
        raise Refused("This ticket is closed. Open it again before you claim it.")
    take(ticket, by=by)
    if ticket.state == State.NEW:
        move_along(ticket, State.TRIAGED, by_id=by.id, reason="claimed")


def take(ticket: Ticket, *, by: Member) -> None:
    """Hold it, or hold it for longer when one does already."""
    if not policy.works_at_desk(by):
        raise Refused("Only the desk works on tickets.")
    if ticket.is_held and ticket.assignee_id not in (None, by.id):
        raise Conflict(_held(ticket))

    is_new = not ticket.is_held or ticket.assignee_id != by.id
    ticket.assignee_id, ticket.lease_until = by.id, now() + LEASE
    own_first(ticket, by.id)
    if is_new:
        ticket.version += 1
        publish(TicketClaimed(actor_id=by.id, **named(ticket)))


def release(ticket: Ticket, *, by: Member) -> None:
    """Put it back for whoever comes next."""
    assign(ticket, by=by, to=None)


def assign(ticket: Ticket, *, by: Member, to: Member | None) -> None:
    """Give it to somebody at the desk, or to nobody in particular."""
    if not policy.works_at_desk(by):
        raise Refused("Only the desk works on tickets.")
    if to is not None and not (policy.works_at_desk(to) and to.is_active):
        raise Invalid("Tickets can only be given to people who work at the desk.")
    wanted = to.id if to else None
    if ticket.assignee_id == wanted:
        return
    if ticket.is_held and not policy.may_take_over(by, ticket):
        raise Conflict(_held(ticket))

    ticket.assignee_id, ticket.lease_until = wanted, None
    ticket.version += 1
    if wanted is not None:
        own_first(ticket, wanted)
    publish(TicketAssigned(actor_id=by.id, **named(ticket, assignee_id=wanted)))


def note_opened(ticket: Ticket, *, by: Member) -> None:
    """Somebody at the desk looks at what a person wrote to us: that is written down."""
    person_id = ticket.opener_id
    audit.record("open ticket", by=by.id, subject_id=ticket.id, person_id=person_id, reason="desk")


def _held(ticket: Ticket) -> str:
    holder = db.get(Member, ticket.assignee_id)
    name = holder.name if holder else _("Somebody else")
    if ticket.lease_until is None:
        return str(_("%(name)s is working on this ticket.", name=name))
    until = clock_time(ticket.lease_until, zone=ZoneInfo(site().zone))
    return str(_(HELD_UNTIL, name=name, until=until))
