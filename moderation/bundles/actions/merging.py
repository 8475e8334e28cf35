"""Joining a ticket with another one about the same thing, and undoing it."""

from sqlalchemy import delete

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_missing
from forum.kernel.errors import Conflict, Refused
from forum.kernel.events import publish
from moderation.bundles import queries
from moderation.bundles.actions.linking import ONLY_DESK, require_two
from moderation.bundles.events import TicketMerged, TicketUnmerged
from moderation.bundles.models import TicketMerge
from moderation.helpdesk import policy
from moderation.helpdesk.actions import keep_what_it_covers, move_along
from moderation.helpdesk.actions.promising import promise_a_reply, settle_promises
from moderation.helpdesk.actions.writing import named
from moderation.helpdesk.models import Affected, Ticket
from moderation.helpdesk.queries import affected_ids, locked_ticket
from moderation.helpdesk.states import State

CLOSED = "The ticket you want to join it with is closed. Open that one again first."
ONLY_MANAGERS = "Only managers see this ticket. Join the other one with it instead."
HELD = "Somebody else is working on this ticket. Wait until they have put it back."
TOO_LATE = (
    "Tickets can be taken apart for seven days. Split off what belongs to a ticket of its own."
)


def merge(ticket: Ticket, into: Ticket, *, by: Member) -> None:
    """Both are locked. A chain never becomes a circle: both are live, and one ends here."""
    require_two(ticket, into, by=by)
    if ticket.merged_into_id == into.id:
        return
    if not into.is_live:
        raise Refused(CLOSED)
    if ticket.is_for_managers and not into.is_for_managers:
        raise Refused(ONLY_MANAGERS)
    if ticket.is_held and not policy.may_take_over(by, ticket):
        raise Conflict(HELD)

    before = ticket.state
    move_along(ticket, State.MERGED, by_id=by.id, reason="duplicate")
    ticket.merged_into_id = into.id
    keep_what_it_covers(ticket)
    brought = {"members": _bring_along(ticket, into)}
    pair = {"ticket_id": ticket.id, "into_id": into.id}
    db.add(TicketMerge(**pair, before=before, brought=brought, actor_id=by.id, made_at=now()))
    into.version += 1
    audit.record("tickets joined", by=by.id, subject_id=ticket.id, reason=f"with {into.id}")
    publish(TicketMerged(actor_id=by.id, **named(ticket, into_id=into.id)))


def unmerge(ticket: Ticket, *, by: Member) -> None:
    """Back to the state before, by a new move of the log; twice is harmless."""
    if not policy.works_at_desk(by):
        raise Refused(ONLY_DESK)
    made = queries.standing_merge(ticket.id)
    if made is None:
        return
    if not queries.may_be_undone(made):
        raise Refused(TOO_LATE)

    into = locked_ticket(made.into_id)
    ticket.merged_into_id = None
    move_along(ticket, State(made.before), by_id=by.id, reason="unmerged")
    _take_back(made, into)
    made.undone_at, made.undone_by_id = now(), by.id
    promise_a_reply(ticket)
    settle_promises(ticket)
    audit.record("joining undone", by=by.id, subject_id=ticket.id, reason=f"with {into.id}")
    publish(TicketUnmerged(actor_id=by.id, **named(ticket, into_id=into.id)))


def _bring_along(ticket: Ticket, into: Ticket) -> list[int]:
    """Its person and those with the same problem hear the outcome of the other one."""
    people = {*affected_ids(ticket.id), ticket.opener_id} - {None, into.opener_id}
    new = sorted({one for one in people if one} - set(affected_ids(into.id)))
    since = now()
    rows = [{"ticket_id": into.id, "member_id": one, "since": since} for one in new]
    insert_missing(Affected, rows)
    return new


def _take_back(made: TicketMerge, into: Ticket) -> None:
    gone = set(made.brought["members"]) - queries.brought_by_others(made)
    theirs = (Affected.ticket_id == into.id) & Affected.member_id.in_(gone)
    db.execute(delete(Affected).where(theirs))
    into.version += 1
