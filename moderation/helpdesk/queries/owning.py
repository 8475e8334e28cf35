"""Who is responsible for a ticket, and how that is said to the person it is for."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES, name_shown
from forum.kernel.db import db
from moderation.helpdesk.models import Ticket, TicketOwner
from moderation.staff.models import StaffFace, StaffService


@dataclass(frozen=True)
class Owner:
    """`name` is for the desk; `shown` is what everybody may read: first name and team, or what
    they chose.
    """

    id: int
    name: str
    shown: str
    works_here: bool


def owner_of(ticket: Ticket) -> Owner | None:
    """None until somebody has had it."""
    return owners_of([ticket]).get(ticket.id)


def owners_of(tickets: Sequence[Ticket]) -> dict[int, Owner]:
    """For many at once, in one query."""
    rows = select(TicketOwner.ticket_id, Member, StaffFace.is_team_only)
    rows = rows.join(Member, Member.id == TicketOwner.owner_id)
    rows = rows.outerjoin(StaffFace, StaffFace.member_id == Member.id)
    teams = {ticket.id: ticket.service.owner for ticket in tickets}
    found = db.execute(rows.where(TicketOwner.ticket_id.in_(teams)))
    return {id_: _owner(member, teams[id_], bool(team_only)) for id_, member, team_only in found}


def responsible_for(ticket: Ticket) -> set[int]:
    """Whoever has it now, and whoever looks after it."""
    owner = db.scalar(select(TicketOwner.owner_id).where(TicketOwner.ticket_id == ticket.id))
    return {id_ for id_ in (ticket.assignee_id, owner) if id_ is not None}


def works_for(member_id: int, service_id: int) -> bool:
    """Whether a service is among those somebody works for; without any of their own, all are."""
    theirs = StaffService.member_id == member_id
    here = exists().where(theirs, StaffService.service_id == service_id)
    return bool(db.scalar(select(here | ~exists().where(theirs))))


def _owner(member: Member, team: str, is_team_only: bool) -> Owner:
    here = member.is_active and member.role in DESK_ROLES
    team = member.team or team
    shown = f"{name_shown(member.name, member.role)}, {team}" if here else ""
    return Owner(member.id, member.name, team if is_team_only and here else shown, here)
