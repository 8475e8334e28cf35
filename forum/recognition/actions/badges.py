"""Bringing somebody's badges to what the facts say: given, renewed, expired or taken back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.events import publish
from forum.recognition.actions.listing import leave_list, recount
from forum.recognition.events import BadgeEarned
from forum.recognition.models import BadgeGiven
from forum.recognition.queries import facts_of
from forum.recognition.rules import Badge, Due, Facts, earned
from forum.reputation.actions.climbing import locked_standing
from forum.reputation.policy import has_rungs

EXPIRED, TAKEN_BACK = "expired", "taken back"


def settle_badges(member_ids: Iterable[int], *, as_of: datetime, tells: bool = True) -> int:
    """Give and take each member's badges as of a moment; how many rows changed.

    The standing rows are locked in the order of ids before anything is read: of two who settle
    one person at once, the later one sees all of what the earlier one saw.
    """
    return sum(_settle(id_, as_of, tells) for id_ in sorted(set(member_ids)))


def _settle(member_id: int, as_of: datetime, tells: bool) -> int:
    if db.scalar(select(Member.erased_at).where(Member.id == member_id)):
        return 0
    locked_standing(member_id, as_of)
    member = db.get_one(Member, member_id, populate_existing=True)
    due = _due_to(member, as_of)
    mine = select(BadgeGiven).where(BadgeGiven.member_id == member_id)
    rows = db.scalars(mine.execution_options(populate_existing=True)).all()
    live = {Badge(row.badge): row for row in rows if row.ended_at is None}

    changed = sum(_end(row, as_of) for badge, row in live.items() if badge not in due)
    changed += sum(_renew(live[badge], one) for badge, one in due.items() if badge in live)
    new = [badge for badge in due if badge not in live]
    _give(member_id, {badge: due[badge] for badge in new})
    if tells:
        _tell(member_id, new, rows)
    db.flush()
    return changed + len(new)


def _due_to(member: Member, as_of: datetime) -> dict[Badge, Due]:
    """By the way the list of helpers is brought up to the same facts."""
    if not has_rungs(member):
        leave_list(member.id)
        return {}
    facts: Facts = facts_of(member)
    recount(member, facts, at=as_of)
    return earned(facts, at=as_of)


def _end(row: BadgeGiven, as_of: datetime) -> bool:
    is_over = row.expires_at is not None and row.expires_at <= as_of
    row.ended_at, row.why_ended = as_of, EXPIRED if is_over else TAKEN_BACK
    return True


def _renew(row: BadgeGiven, due: Due) -> bool:
    before = row.given_at, row.source_id, row.expires_at
    row.given_at, row.source_id, row.expires_at = due.given_at, due.source_id, due.expires_at
    return before != (due.given_at, due.source_id, due.expires_at)


def _give(member_id: int, new: dict[Badge, Due]) -> None:
    for badge, due in new.items():
        facts = {"given_at": due.given_at, "expires_at": due.expires_at}
        db.add(BadgeGiven(member_id=member_id, badge=badge, source_id=due.source_id, **facts))


def _tell(member_id: int, new: Sequence[Badge], rows: Sequence[BadgeGiven]) -> None:
    """With the first help nobody hears of badges; what somebody had before is no news."""
    if Badge.FIRST_HELP in new:
        return
    for badge in sorted(set(new) - {row.badge for row in rows}):
        publish(BadgeEarned(actor_id=None, member_id=member_id, badge=str(badge)))
