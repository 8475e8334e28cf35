"""Who may look behind the scenes: it opens with a rung, and closes with it at once."""

from datetime import datetime
from typing import TypeGuard

from forum.accounts.models import Member
from forum.accounts.standing import STAFF_ROLES, Privilege
from forum.inside.kinds import Kind, State
from forum.inside.models import InsideNote


def may_write(member: Member | None) -> bool:
    return member is not None and member.works_as(STAFF_ROLES)


def may_look_inside(member: Member | None) -> bool:
    """Nobody under 18."""
    return _is_grown(member) and member.may(Privilege.LOOK_INSIDE)


def may_hear_early(member: Member | None) -> bool:
    """Of changes that everybody reads some days later."""
    return _is_grown(member) and member.may(Privilege.HEAR_EARLY)


def kinds_for(member: Member | None) -> list[Kind]:
    """The kinds of notes this reader may read before everybody does."""
    early = [Kind.NOTICE] if may_hear_early(member) else []
    return [Kind.NOTE, Kind.PLAN, *early] if may_look_inside(member) else early


def may_see(member: Member | None, note: InsideNote, *, at: datetime) -> bool:
    if may_write(member) or note.is_public_at(at):
        return True
    return note.state == State.PUBLISHED and note.kind in kinds_for(member)


def _is_grown(member: Member | None) -> TypeGuard[Member]:
    return member is not None and not member.is_under_18
