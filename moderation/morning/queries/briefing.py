"""What came in since the last day of work, what is promised today, and what broke overnight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.alerts.queries import Live, on_now
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.site import site
from forum.services.hours.timeline import in_utc
from forum.services.models import Service
from moderation.handover.queries import needing_person
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.queries import read_by
from moderation.mail_in.queries import left_for_staff
from moderation.morning.hours import last_close
from moderation.morning.matching import Came, Pattern, patterns
from moderation.owners.models import TicketTransfer
from moderation.owners.queries import waiting_for
from moderation.staff.queries import services_of

MOST = 300


@dataclass(frozen=True)
class Due:
    """One promise of a ticket: when it falls due, or when it broke."""

    reference: str
    title: str
    clock: str
    at: datetime


@dataclass(frozen=True)
class Briefing:
    """`mails` is how many stand aside; `more_mails` that there are more than those. `stuck` is how
    many hand-overs to outside desks need somebody.
    """

    since: datetime
    patterns: Sequence[Pattern]
    promised: Sequence[Due]
    broken: Sequence[Due]
    alerts: Sequence[Live]
    mails: int
    more_mails: bool
    handed: Sequence[TicketTransfer]
    stuck: int

    @property
    def came(self) -> int:
        return sum(len(one.tickets) for one in self.patterns)


def teams_of(member: Member) -> Sequence[Service]:
    """The services somebody works for, by name; all where none is named."""
    own = services_of(member)
    rows = select(Service).options(joinedload(Service.calendar_version)).order_by(Service.name)
    return db.scalars(rows.where(Service.id.in_(own)) if own else rows).all()


def since(teams: Sequence[Service]) -> datetime:
    """When the first of these teams went home last."""
    moment = now()
    ends = [last_close(one.calendar_version.calendar, moment) for one in teams]
    return min(ends, default=moment - timedelta(days=1))


def briefing(teams: Sequence[Service], *, to: Member) -> Briefing:
    """Everything on the page but the notes; only tickets this reader may see."""
    begins, ids = since(teams), [one.id for one in teams]
    aside = left_for_staff(to=to)
    alerts = [one for one in on_now() if one.service_id in ids]
    return Briefing(
        since=begins,
        patterns=patterns(_came(ids, begins, to)),
        promised=_promised(ids, to),
        broken=_broken(ids, begins, to),
        alerts=alerts,
        mails=len(aside.items),
        more_mails=bool(aside.next),
        handed=waiting_for(to),
        stuck=len(needing_person(by=to)),
    )


def counted(found: Briefing) -> dict[str, int]:
    """For the mail, which names nobody and nothing."""
    return {
        "came": found.came,
        "promised": len(found.promised),
        "broken": len(found.broken),
        "handed": len(found.handed),
        "stuck": found.stuck,
    }


def _came(service_ids: Sequence[int], begins: datetime, to: Member) -> list[Came]:
    what = (Ticket.id, Ticket.reference, Ticket.title, Service.name)
    rows = select(*what, Ticket.is_emergency, Ticket.opened_at)
    rows = rows.join(Service, Service.id == Ticket.service_id)
    rows = rows.where(Ticket.service_id.in_(service_ids), Ticket.opened_at >= begins, read_by(to))
    rows = rows.order_by(Ticket.is_emergency.desc(), Ticket.id.desc()).limit(MOST)
    return [Came(*row) for row in db.execute(rows)]


def _promised(service_ids: Sequence[int], to: Member) -> list[Due]:
    """Not met, not broken, and due before midnight by the clock of the place."""
    zone = ZoneInfo(site().zone)
    tomorrow = now().astimezone(zone).date() + timedelta(days=1)
    midnight = in_utc(datetime.combine(tomorrow, time(), tzinfo=zone))
    open_ = (TicketPromise.met_at.is_(None), TicketPromise.broken_at.is_(None))
    return _due(TicketPromise.due_at, service_ids, to, *open_, TicketPromise.due_at < midnight)


def _broken(service_ids: Sequence[int], begins: datetime, to: Member) -> list[Due]:
    still = TicketPromise.met_at.is_(None)
    return _due(TicketPromise.broken_at, service_ids, to, still, TicketPromise.broken_at >= begins)


def _due(at: Any, service_ids: Sequence[int], to: Member, *which: Any) -> list[Due]:
    rows = select(Ticket.reference, Ticket.title, TicketPromise.clock, at)
    rows = rows.join(TicketPromise, TicketPromise.ticket_id == Ticket.id)
    here = (Ticket.service_id.in_(service_ids), Ticket.is_live, read_by(to))
    rows = rows.where(*here, *which).order_by(at, Ticket.id).limit(MOST)
    return [Due(*row) for row in db.execute(rows)]
