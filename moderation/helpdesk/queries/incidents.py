"""The known problems of a service as promises heed them, and the tickets whose clocks they stop."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, select, true

from forum.accounts.models import Member
from forum.alerts.models import Alert
from forum.alerts.queries import Live, Reach, alert_path, on_now
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.models.promises import GOING_ON_IN_INCIDENTS, STOPPED_BY_INCIDENTS
from moderation.helpdesk.promises import Lasting
from moderation.helpdesk.queries.queue import read_by
from moderation.helpdesk.states import State

MOST_SHOWN = 20
Found = dict[int, tuple[Lasting, ...]]


def incidents_for(promises: Sequence[TicketPromise], *, shown: bool = False) -> tuple[Lasting, ...]:
    """Those that touch the promises of one ticket. Unless they are to be `shown`, nothing is asked
    where every promise counts their time anyway.
    """
    if not promises or not (shown or any(not one.counts_incidents for one in promises)):
        return ()
    ticket_id = promises[0].ticket_id
    return incidents_of([ticket_id]).get(ticket_id, ())


def incidents_of(ticket_ids: Collection[int]) -> Found:
    """By ticket, in order, in one query: published alerts about its service or its topic, other
    than planned work, that have begun and were not over before the ticket was opened. One about a
    topic touches no ticket of which nobody said what it is about.
    """
    over_at = func.coalesce(Alert.ended_at, Alert.ends_at)
    rows = (
        select(Ticket.id, Alert.begins_at, over_at, Alert.title, Alert.id, Alert.slug)
        .join(Alert, Alert.service_id == Ticket.service_id)
        .where(Ticket.id.in_(ticket_ids), Alert.kind == "problem", Alert.state != "draft")
        .where(or_(Alert.topic_id.is_(None), Alert.topic_id == Ticket.topic_id))
        .where(Alert.begins_at <= now(), or_(over_at.is_(None), over_at > Ticket.opened_at))
    )
    found: Found = {}
    for ticket_id, began, over, title, alert_id, slug in db.execute(
        rows.order_by(Ticket.id, Alert.begins_at, Alert.id)
    ):
        if over is None or over > began:
            one = Lasting(began, over, title, alert_path(alert_id, slug))
            found[ticket_id] = (*found.get(ticket_id, ()), one)
    return found


def known_now(ticket: Ticket) -> list[Live]:
    """What a person with this ticket should know, while it is open; no query of its own."""
    found = on_now(ticket.service_id) if ticket.is_live else []
    problems = [one for one in found if one.kind == "problem"]
    return [one for one in problems if one.topic_id in (None, ticket.topic_id)]


def stopped_by(alert_id: int) -> list[int]:
    """Live tickets with an open promise that known problems stop, of every service the alert was
    ever about; of every topic, for it may have been about another one.
    """
    said = select(PublishedEvent.facts).where(PublishedEvent.subject_id == alert_id)
    services = {facts["service_id"] for facts in db.scalars(said) if "service_id" in facts}
    rows = (
        select(TicketPromise.ticket_id)
        .join(Ticket, Ticket.id == TicketPromise.ticket_id)
        .where(STOPPED_BY_INCIDENTS, Ticket.is_live, Ticket.service_id.in_(services))
    )
    return list(db.scalars(rows.distinct().order_by(TicketPromise.ticket_id)))


@dataclass(frozen=True)
class Touched:
    """Open tickets that a known problem is about: how many, of how many it stops a clock, of how
    many clocks go on, those due first, and how many more of its service say no topic.
    """

    count: int
    stopped: int
    going_on: int
    first: Sequence[Ticket]
    unsaid: int


def touched_by(reach: Reach, *, by: Member) -> Touched:
    """As a known problem with this reach would be heeded now; two queries."""
    topic_id = reach.topic_id
    is_meant = true() if topic_id is None else Ticket.topic_id == topic_id
    is_unsaid = false() if topic_id is None else Ticket.topic_id.is_(None)
    of_its_own = TicketPromise.ticket_id == Ticket.id
    stops, counts = (
        and_(is_meant, exists().where(of_its_own, one).correlate(Ticket))
        for one in (STOPPED_BY_INCIDENTS, GOING_ON_IN_INCIDENTS)
    )
    each = is_meant, stops, counts, is_unsaid
    sums = [func.coalesce(func.sum(case((one, 1), else_=0)), 0) for one in each]
    count, stopped, going_on, unsaid = db.execute(select(*sums).where(*_of(reach))).one()
    rows = select(Ticket).where(*_of(reach), is_meant, read_by(by))
    first = rows.order_by(Ticket.due_at.is_(None), Ticket.due_at, Ticket.id).limit(MOST_SHOWN)
    return Touched(count, stopped, going_on, db.scalars(first).all(), unsaid)


def _of(reach: Reach) -> tuple[ColumnElement[bool], ...]:
    """Tickets at work of its service that were opened before it ends."""
    opened = true() if reach.ends_at is None else Ticket.opened_at < reach.ends_at
    is_open = and_(Ticket.is_live, Ticket.state != State.ANSWERED)
    return is_open, Ticket.service_id == reach.service_id, opened
