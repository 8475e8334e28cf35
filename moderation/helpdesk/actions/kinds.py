"""Saying what kind of ticket it is, and its topic: who sees it and what it promises follow."""

from forum.accounts.models import Member
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.services.queries import topics_of
from moderation.helpdesk import policy, queries
from moderation.helpdesk.actions.keeping import keep_what_it_covers
from moderation.helpdesk.actions.promising import heed_incidents, renew_promises
from moderation.helpdesk.actions.writing import named, refresh_source
from moderation.helpdesk.events import TicketKindSet, TicketTopicSet
from moderation.helpdesk.models import Ticket

JOINED = (
    "It is joined with another ticket. Only managers see one of the two. Everybody at the desk "
    "would see what is written on it. Take the two apart first."
)
CHOOSE = "Choose what kind of ticket it is."
CHOOSE_TOPIC = "Choose one of the topics of its service."


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


def set_topic(ticket: Ticket, topic_id: int | None, *, by: Member) -> None:
    """Known problems of that topic count for its promises from now on, and those of another one
    never did.
    """
    if not policy.works_at_desk(by):
        raise Refused("Only the desk says what a ticket is about.")
    if ticket.topic_id == topic_id:
        return
    offered = {topic.id for topic in topics_of(ticket.service_id)}
    if topic_id is not None and topic_id not in offered:
        raise Invalid(CHOOSE_TOPIC, {"topic": CHOOSE_TOPIC})

    ticket.topic_id = topic_id
    ticket.version += 1
    publish(TicketTopicSet(actor_id=by.id, **named(ticket, topic_id=topic_id)))
    heed_incidents(ticket, why="topic")
    refresh_source(ticket)
