"""Bringing people to where the published rules put them, and keeping each step."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select

from forum.accounts.models import Member, Standing
from forum.accounts.standing import Rung
from forum.kernel.db import db, insert_once
from forum.kernel.events import publish
from forum.reputation.events import RungMoved, StepDownNear, StepDownOff
from forum.reputation.footing import Footing, Move, Sight, Why, settled
from forum.reputation.ladder import Rules
from forum.reputation.models import RungMove
from forum.reputation.queries.circumstances import Circumstances, circumstances_of
from forum.reputation.queries.records import record_of
from forum.reputation.queries.versions import rules_at


def settle_standing(member_ids: Iterable[int], *, as_of: datetime, by: int | None = None) -> int:
    """Put each member where they stand as of a moment; how many rungs changed.

    The standing rows are locked in the order of ids before anything is read, so that of two
    who settle at once the later one sees all of what the earlier one saw.
    """
    rules = rules_at(as_of)
    return sum(_settle(one, as_of, by, rules) for one in sorted(set(member_ids)))


def due_among(people: Collection[Member], *, as_of: datetime) -> list[int]:
    """The ids of those whose footing the rules change now."""
    around = circumstances_of([person.id for person in people], at=as_of)
    rules = rules_at(as_of)
    moves = {one.id: _judged(one, around[one.id], as_of, rules)[1] for one in people}
    return [id_ for id_, why in moves.items() if why != Why.STAYED]


def step(standing: Standing, to: Footing, why: Why, *, version: int, by: int | None) -> None:
    """Write a new footing down, and say so; a rung that changed is one more row of the history."""
    before = Rung(standing.rung)
    standing.rung, standing.since = to.rung, to.since
    standing.warned_at, standing.reviewed_at = to.warned_at, to.reviewed_at
    if to.rung != before:
        moved = {"from_rung": before, "to_rung": to.rung, "why": why, "moved_at": to.since}
        db.add(RungMove(member_id=standing.member_id, by_id=by, rules_version=version, **moved))
    db.flush()


def _settle(member_id: int, as_of: datetime, by: int | None, rules: Rules) -> bool:
    if db.scalar(select(Member.erased_at).where(Member.id == member_id)):
        return False
    standing = locked_standing(member_id, as_of)
    member = db.get_one(Member, member_id, populate_existing=True)
    around = circumstances_of([member_id], at=as_of)[member_id]
    before = standing.rung
    footing, why = _judged(member, around, as_of, rules)
    standing.computed_at = as_of
    standing.advocacy_id = around.advocacy_id
    if why != Why.STAYED:
        step(standing, footing, why, version=rules.version, by=by)
        _say(member, why, footing, before=before)
    db.flush()
    return standing.rung != before


def locked_standing(member_id: int, at: datetime) -> Standing:
    """The row as it is now, until the end of the transaction; made `at` this moment if it must."""
    insert_once(Standing, member_id=member_id, since=at, computed_at=at)
    mine = select(Standing).where(Standing.member_id == member_id).with_for_update()
    return db.scalars(mine.execution_options(populate_existing=True)).one()


def footing_of(member: Member) -> Footing:
    """Where the stored row has them; whoever has none stands at the beginning."""
    mine = member.standing
    if mine is None:
        return Footing(rung=Rung.NEWCOMER, since=member.joined_at)
    return Footing(
        rung=Rung(mine.rung),
        since=mine.since,
        warned_at=mine.warned_at,
        reviewed_at=mine.reviewed_at,
    )


def _judged(member: Member, around: Circumstances, as_of: datetime, rules: Rules) -> Move:
    """Imported people climbed elsewhere; everybody else confirms an address first."""
    footing = footing_of(member)
    if not (member.is_verified or member.is_imported):
        return footing, Why.STAYED
    return settled(footing, sight_of(member, around, as_of, rules))


def sight_of(member: Member, around: Circumstances, as_of: datetime, rules: Rules) -> Sight:
    """All that is looked at for this person."""
    return Sight(
        record=record_of(member, as_of=as_of, rules=rules, around=around),
        at=as_of,
        rules=rules,
        held=around.held,
        rests=around.rests(as_of),
        agreed=around.advocacy_id is not None,
        is_under_18=member.is_under_18,
    )


def _say(member: Member, why: Why, footing: Footing, *, before: str) -> None:
    """People brought along from elsewhere are told nothing: they are not here."""
    if member.is_imported:
        return
    if footing.rung != before:
        rung = str(footing.rung)
        publish(
            RungMoved(actor_id=None, member_id=member.id, before=before, rung=rung, why=str(why))
        )
    elif why == Why.WARNED:
        publish(StepDownNear(actor_id=None, member_id=member.id, rung=str(footing.rung)))
    elif why == Why.KEPT:
        publish(StepDownOff(actor_id=None, member_id=member.id, rung=str(footing.rung)))
