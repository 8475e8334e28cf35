"""Opening a ticket: from a question nobody solved, from an idea that is a fault, or privately."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from forum.accounts.models import Member
from forum.ideas.models import Idea
from forum.kernel import limits
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.kernel.limits import Limit
from forum.kernel.subjects import Subject, new_subject
from forum.services.models import Service
from forum.services.queries import service_of
from forum.threads.models import Thread
from moderation.helpdesk import policy, queries
from moderation.helpdesk.actions.joining import bring_along, join, note_affected
from moderation.helpdesk.actions.keeping import keep_what_it_covers
from moderation.helpdesk.actions.promising import make_promises
from moderation.helpdesk.actions.refusing import (
    refuse_unless_allowed,
    refuse_unless_open,
    refuse_unless_undecided,
)
from moderation.helpdesk.actions.writing import (
    Voice,
    named,
    note_down,
    plain,
    put_down,
    refresh_source,
)
from moderation.helpdesk.events import TicketOpened
from moderation.helpdesk.models import StateMove, Ticket
from moderation.helpdesk.references import new_reference
from moderation.helpdesk.rules import Fired
from moderation.helpdesk.states import State

ESCALATIONS = Limit(
    "escalations",
    10,
    timedelta(days=1),
    "You have brought ten questions to the council today. Go on tomorrow, or call us.",
)
JOINED = "The council is at work on this with another ticket. It will tell how it ends."
TRIES = 5
RULE = ("rule_version", "rule_threshold", "rule_topic_id")


@dataclass(frozen=True)
class Source:
    """What people wrote in public that the desk is to look at."""

    kind: str
    id: int
    title: str
    author_id: int
    topic_id: int


@dataclass(frozen=True)
class Call:
    """Who brings it to the desk, why, and how much it matters as far as staff have said.

    `by` is None for a rule, which is `fired` then. `reason` is a sentence: an advocate has to give
    one. `hurry` is the urgency in the words of whoever asked, and of nobody else.
    """

    by: Member | None
    reason: str = ""
    trigger: str | None = None
    fired: Fired | None = None
    impact: str | None = None
    urgency: str | None = None
    hurry: str | None = None


def escalate_thread(
    thread: Thread,
    *,
    by: Member | None,
    reason: str = "",
    trigger: str | None = None,
    impact: str | None = None,
    urgency: str | None = None,
    hurry: str | None = None,
    fired: Fired | None = None,
) -> tuple[Ticket, bool]:
    """The thread's live ticket and whether it is new; somebody else who asks joins it."""
    source = Source("thread", thread.id, thread.title, thread.author_id, thread.topic_id)
    call = Call(by, reason, trigger, fired, impact, urgency, hurry)
    return _escalate(source, call, refuse=lambda: refuse_unless_open(thread))


def escalate_idea(
    idea: Idea,
    *,
    by: Member,
    reason: str = "",
    impact: str | None = None,
    urgency: str | None = None,
) -> tuple[Ticket, bool]:
    """The same for an idea that is really a fault; its supporters hear the outcome."""
    source = Source("idea", idea.id, idea.title, idea.author_id, idea.topic_id)
    call = Call(by, reason, impact=impact, urgency=urgency)
    return _escalate(source, call, refuse=lambda: refuse_unless_undecided(idea))


def _escalate(source: Source, call: Call, *, refuse: Callable[[], None]) -> tuple[Ticket, bool]:
    by = call.by
    if (call.impact or call.urgency) and not policy.may_weigh(by):
        raise Refused("Only staff can set impact and urgency.")
    allowed = "timer" if by is None else policy.trigger_of(by, source.author_id)
    if live := queries.live_ticket_of(source.id):
        if allowed is None and by is not None:
            join(live, by=by)
        return live, False
    if same := queries.ticket_it_repeats(source.id):
        note_affected(same, source.author_id)
        return same, False

    if queries.is_joined_with_live(source.id):
        raise Refused(JOINED)
    refuse()
    refuse_unless_allowed(by, allowed, call.reason, source.topic_id)
    return _open_from(source, call, trigger=call.trigger or str(allowed))


def _open_from(source: Source, call: Call, *, trigger: str) -> tuple[Ticket, bool]:
    by = call.by
    if by is not None and not by.is_staff:
        limits.spend(ESCALATIONS, by.id)
    hurry = call.hurry if by is not None and by.id == source.author_id else None
    weight = {"impact": call.impact or "medium", "urgency": call.urgency or hurry or "medium"}
    facts = {"title": source.title, "opener_id": source.author_id, **weight}
    facts |= _rule_of(call.fired) | {"trigger": call.fired.trigger if call.fired else trigger}
    ticket, is_new = insert_ticket(service_of(source.topic_id), source=source, **facts)
    if not is_new:
        return ticket, False

    bring_along(ticket)
    if by is not None and call.reason:
        _put_reason_down(ticket, by=by, reason=call.reason)
    begin_ticket(ticket, by_id=by.id if by else None)
    refresh_source(ticket)
    return ticket, True


def _rule_of(fired: Fired | None) -> dict[str, int | None]:
    """What a ticket keeps of the rule that opened it."""
    if fired is None:
        return {}
    return {
        "rule_version": fired.version,
        "rule_threshold": fired.threshold,
        "rule_topic_id": fired.topic_id,
    }


def insert_ticket(
    service: Service, *, source: Source | None = None, **facts: Any
) -> tuple[Ticket, bool]:
    """A row with a reference of its own; or the ticket its source or its form has, and False."""
    source_id = source.id if source else None
    row = {"id": new_subject("ticket"), "service_id": service.id, "opened_at": now()}
    row |= {"source_kind": source.kind if source else "direct", "source_id": source_id}
    row |= {"topic_id": source.topic_id if source else None}
    for _ in range(TRIES):
        if insert_once(Ticket, reference=new_reference(), **(row | facts)):
            return db.get_one(Ticket, row["id"]), True
        if there := _there_already(source_id, facts.get("opened_with")):
            db.execute(delete(Subject).where(Subject.id == row["id"]))
            return there, False
    raise LookupError("No free reference was found in five tries: that cannot be chance.")


def _there_already(source_id: int | None, opened_with: str | None) -> Ticket | None:
    if source_id is not None:
        return queries.live_ticket_of(source_id)
    return queries.ticket_opened_with(opened_with) if opened_with else None


def begin_ticket(ticket: Ticket, *, by_id: int | None) -> None:
    """The first line of its log, its promises, and the news."""
    began = {"before": None, "state": State.NEW, "moved_at": ticket.opened_at}
    db.add(StateMove(ticket_id=ticket.id, reason=ticket.trigger, actor_id=by_id, **began))
    make_promises(ticket)
    keep_what_it_covers(ticket)
    rule = {name: getattr(ticket, name) for name in RULE}
    publish(TicketOpened(actor_id=by_id, **named(ticket, trigger=ticket.trigger, **rule)))


def _put_reason_down(ticket: Ticket, *, by: Member, reason: str) -> None:
    """The author's own words are theirs to read again; those of others are for the desk."""
    is_own = by.id == ticket.opener_id
    voice = Voice(by.id, is_from_staff=by.is_staff and not is_own)
    (put_down if is_own else note_down)(ticket, plain(reason), voice=voice)
