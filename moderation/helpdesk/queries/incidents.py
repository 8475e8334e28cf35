"""The known problems of a service as promises heed them, and the tickets whose clocks they stop."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, or_, select

from forum.alerts.models import Alert
from forum.alerts.queries import Live, alert_path, on_now
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.models.promises import STOPPED_BY_INCIDENTS
from moderation.helpdesk.promises import Lasting

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
    """By ticket, in order, in one query: published alerts about its service, other than planned
    work, that have begun and were not over before the ticket was opened.
    """
    over_at = func.coalesce(Alert.ended_at, Alert.ends_at)
    rows = (
        select(Ticket.id, Alert.begins_at, over_at, Alert.title, Alert.id, Alert.slug)
        .join(Alert, Alert.service_id == Ticket.service_id)
        .where(Ticket.id.in_(ticket_ids), Alert.kind == "problem", Alert.state != "draft")
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
    return [one for one in on_now(ticket.service_id) if one.kind == "problem" and ticket.is_live]


def stopped_by(alert_id: int) -> list[int]:
    """Live tickets with an open promise that known problems stop, of every service the alert was
    ever about.
    """
    said = select(PublishedEvent.facts).where(PublishedEvent.subject_id == alert_id)
    services = {facts["service_id"] for facts in db.scalars(said) if "service_id" in facts}
    rows = (
        select(TicketPromise.ticket_id)
        .join(Ticket, Ticket.id == TicketPromise.ticket_id)
        .where(STOPPED_BY_INCIDENTS, Ticket.is_live, Ticket.service_id.in_(services))
    )
    return list(db.scalars(rows.distinct().order_by(TicketPromise.ticket_id)))
