"""Bringing people to the rung that the published rules give them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from forum.accounts.models import Member, Standing
from forum.accounts.standing import Rung
from forum.kernel.db import db, insert_once
from forum.reputation.ladder import rung_for
from forum.reputation.queries.records import record_of


def settle_standing(member_ids: Iterable[int], *, as_of: datetime) -> int:
    """Put each member on their rung as of a moment; how many rungs changed.

    The standing rows are locked in the order of ids before anything is read, so that of two
    who settle at once the later one sees all of what the earlier one saw.
    """
    return sum(_settle(member_id, as_of) for member_id in sorted(set(member_ids)))


def is_due(member: Member, *, as_of: datetime) -> bool:
    """Whether the rules give this person another rung than the one stored."""
    return _rung(member, as_of) != member.rung


def _settle(member_id: int, as_of: datetime) -> bool:
    insert_once(Standing, member_id=member_id, since=as_of, computed_at=as_of)
    locked = select(Standing).where(Standing.member_id == member_id).with_for_update()
    standing = db.scalars(locked.execution_options(populate_existing=True)).one()
    member = db.get_one(Member, member_id, populate_existing=True)

    rung = _rung(member, as_of)
    changed = rung != standing.rung
    if changed:
        standing.rung, standing.since = rung, as_of
    standing.computed_at = as_of
    db.flush()
    return changed


def _rung(member: Member, as_of: datetime) -> Rung:
    """Imported people climbed elsewhere; everybody else confirms an address first."""
    if not (member.is_verified or member.is_imported):
        return Rung.NEWCOMER
    return rung_for(record_of(member, as_of=as_of), on=member.rung)
