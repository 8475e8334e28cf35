"""Saying what kind of ticket it is: who sees it and what it promises follow from that."""

from forum.accounts.models import Member
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from moderation.helpdesk import policy, queries
from moderation.helpdesk.actions.keeping import keep_what_it_covers
from moderation.helpdesk.actions.promising import renew_promises
from moderation.helpdesk.actions.writing import named, refresh_source
from moderation.helpdesk.events import TicketKindSet
from moderation.helpdesk.models import Ticket

JOINED = (
    "It is joined with another ticket, and only managers see one of the two. Everybody at the desk "
    "would see what is written on it. Take the two apart first."
)
CHOOSE = "Choose what kind of ticket it is."


def set_kind(ticket: Ticket, kind: str, *, by: Member) -> None:
    """Its open promises are given anew, with the times of that kind."""
    if not policy.works_at_desk(by):
        raise Refused("Only the desk says what kind of ticket it is.")
    if kind not in queries.offered_kinds(also=ticket.kind):
        raise Invalid(CHOOSE, {"kind": CHOOSE})
    if ticket.kind == kind:
        return
    is_for_managers = queries.kind_of(kind).is_for_managers
    if queries.would_show_more(ticket, is_for_managers=is_for_managers):
        raise Refused(JOINED)

    publish(TicketKindSet(actor_id=by.id, **named(ticket, before=ticket.kind, after=kind)))
    ticket.kind, ticket.is_for_managers = kind, is_for_managers
    ticket.version += 1
    renew_promises(ticket, why="kind")
    keep_what_it_covers(ticket)
    refresh_source(ticket)
