"""Who could take a ticket now, how much everybody has at work, and what waits with people away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES, Role
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.services.models import Service
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import read_by
from moderation.helpdesk.states import State
from moderation.rota.models import Availability, GivingChange, GivingRule
from moderation.rota.wording import BY_HAND
from moderation.staff.models import StaffService

MOST = 100


@dataclass(frozen=True)
class Taker:
    """Somebody who could take one more ticket now; `load` counts those they have at work."""

    id: int
    load: int


@dataclass(frozen=True)
class AtDesk:
    """One line of the page: `is_away` at this moment."""

    id: int
    name: str
    load: int
    capacity: int | None
    away_until: datetime | None

    @property
    def is_away(self) -> bool:
        return self.away_until is not None and self.away_until > now()


def takers(ticket: Ticket) -> list[Taker]:
    """In the order of their ids: at work for its service, not away, and below what they take.

    Agents without a service of their own work for all; managers only where they say so. Who asked
    plays no part in it.
    """
    rows = _with_load(Member.id).where(_works_for(ticket), _is_here())
    if ticket.is_for_managers:
        rows = rows.where(Member.role != Role.AGENT)
    found = db.execute(rows.order_by(Member.id)).all()
    return [Taker(id_, load) for id_, load, most, _ in found if most is None or load < most]


def people_for(ticket: Ticket) -> list[tuple[int, str]]:
    """Id and name of those at work for its service who are not away, by name."""
    rows = select(Member.id, Member.name).outerjoin(
        Availability, Availability.member_id == Member.id
    )
    rows = rows.where(Member.role.in_(DESK_ROLES), Member.erased_at.is_(None))
    rows = rows.where(_works_for(ticket), _is_here())
    if ticket.is_for_managers:
        rows = rows.where(Member.role != Role.AGENT)
    return [(id_, name) for id_, name in db.execute(rows.order_by(Member.name, Member.id))]


def at_desk() -> list[AtDesk]:
    """Everybody who works at the desk, by name."""
    rows = _with_load(Member.id, Member.name).order_by(Member.name, Member.id)
    return [AtDesk(*row) for row in db.execute(rows)]


def availability_of(member_id: int) -> Availability:
    """What somebody said; a new one when they have said nothing."""
    return db.get(Availability, member_id) or Availability(member_id=member_id)


def ways() -> list[tuple[Service, str]]:
    """Every service and how it gives its tickets."""
    way = func.coalesce(GivingRule.way, BY_HAND)
    rows = select(Service, way).outerjoin(GivingRule, GivingRule.service_id == Service.id)
    return [(service, found) for service, found in db.execute(rows.order_by(Service.name))]


def rule_of(service_id: int) -> GivingRule:
    """As it stands; by hand when nobody has said anything."""
    usual = GivingRule(service_id=service_id, way=BY_HAND, version=1)
    return db.get(GivingRule, service_id) or usual


def left_by_people_away(*, to: Member) -> Sequence[Ticket]:
    """Tickets at work that are with somebody who is away, the soonest promise first."""
    away = select(Availability.member_id).where(Availability.away_until > now())
    rows = select(Ticket).where(Ticket.assignee_id.in_(away), _at_work(), read_by(to))
    people = joinedload(Ticket.assignee).lazyload("*")
    rows = rows.order_by(Ticket.due_at.is_(None), Ticket.due_at, Ticket.id).options(people)
    return db.scalars(rows.limit(MOST)).all()


def history_of(service_id: int) -> Sequence[GivingChange]:
    rows = select(GivingChange).where(GivingChange.service_id == service_id)
    people = joinedload(GivingChange.actor).lazyload("*")
    return db.scalars(rows.order_by(GivingChange.id.desc()).limit(MOST).options(people)).all()


def change_numbered(change_id: int) -> GivingChange:
    """Raises Missing."""
    if change := db.get(GivingChange, min(change_id, LARGEST)):
        return change
    raise Missing("We cannot find this change.")


def _with_load(*columns: Any) -> Any:
    load = select(func.count()).where(Ticket.assignee_id == Member.id, _at_work())
    rows = select(*columns, load.scalar_subquery(), Availability.capacity, Availability.away_until)
    rows = rows.outerjoin(Availability, Availability.member_id == Member.id)
    return rows.where(Member.role.in_(DESK_ROLES), Member.erased_at.is_(None))


def _at_work() -> Any:
    return Ticket.is_live & (Ticket.state != State.ANSWERED)


def _works_for(ticket: Ticket) -> Any:
    theirs = StaffService.member_id == Member.id
    here = exists().where(theirs, StaffService.service_id == ticket.service_id)
    anywhere = ~exists().where(theirs)
    return or_(here, (Member.role == Role.AGENT) & anywhere)


def _is_here() -> Any:
    moment = now()
    back = or_(Availability.away_until.is_(None), Availability.away_until <= moment)
    free = or_(Member.suspended_until.is_(None), Member.suspended_until <= moment)
    return back & free & Member.verified_at.is_not(None)
