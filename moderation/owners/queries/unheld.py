"""Who is told of a ticket that nobody is responsible for: those who answer for its service."""

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

from sqlalchemy import exists, or_, select

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES
from forum.kernel.clock import now
from forum.kernel.db import db
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import MANAGING
from moderation.helpdesk.queries import responsible_for
from moderation.rota.models import Availability
from moderation.staff.models import StaffService


def answer_for(ticket: Ticket) -> list[int]:
    """The managers of its service; where it has none, its people; where it has no people of its
    own, the managers of all services; else every manager; else the agents of all services. Who is
    away is told only when all of them are. Nobody while somebody is responsible who can be told.
    """
    people = [one for one in _people(ticket.service_id) if _may_read(one, ticket)]
    if not responsible_for(ticket).isdisjoint(one.id for one in people):
        return []
    here = [one for one in people if not one.is_away]
    turns = product((here, people), _IN_TURN)
    groups = ([one.id for one in those if is_theirs(one)] for those, is_theirs in turns)
    return next((group for group in groups if group), [])


def _people(service_id: int) -> Sequence[Any]:
    """Everybody at the desk who can be mailed, in one query."""
    theirs = StaffService.member_id == Member.id
    is_of_service = exists().where(theirs, StaffService.service_id == service_id)
    is_of_any = exists().where(theirs)
    is_away = Availability.away_until > now()
    rows = (
        select(
            *(Member.id, Member.role, is_of_service.label("is_of_service")),
            *(is_of_any.label("is_of_any"), is_away.is_(True).label("is_away")),
        )
        .outerjoin(Availability, Availability.member_id == Member.id)
        .where(Member.role.in_(DESK_ROLES), Member.erased_at.is_(None), ~Member.is_imported)
        .where(Member.verified_at.is_not(None), Member.email.is_not(None))
        .where(or_(Member.suspended_until.is_(None), Member.suspended_until <= now()))
    )
    return db.execute(rows.order_by(Member.id)).all()


def _may_read(one: Any, ticket: Ticket) -> bool:
    return not ticket.is_for_managers or one.role in MANAGING


_IN_TURN: Sequence[Callable[[Any], bool]] = (
    lambda one: one.is_of_service and one.role in MANAGING,
    lambda one: one.is_of_service,
    lambda one: not one.is_of_any and one.role in MANAGING,
    lambda one: one.role in MANAGING,
    lambda one: not one.is_of_any,
)
