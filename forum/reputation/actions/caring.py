"""Who of the staff looks after somebody's way here: one at a time, and written down."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.reputation.actions.by_staff import require_staff
from forum.reputation.actions.climbing import locked_standing
from forum.reputation.models import RungCare


def take_care(member: Member, *, by: Member) -> None:
    """From now on it is this member of staff; whoever it was before, no longer is."""
    require_staff(by, member)
    live = _live(member)
    if live and live.owner_id == by.id:
        return
    _end(live)
    db.add(RungCare(member_id=member.id, owner_id=by.id))
    db.flush()
    audit.record("look after somebody's way", by=by.id, person_id=member.id)


def hand_back(member: Member, *, by: Member) -> None:
    """Nobody looks after it any more."""
    require_staff(by, member)
    live = _live(member)
    if live:
        _end(live)
        audit.record("look after somebody's way no longer", by=by.id, person_id=member.id)


def _live(member: Member) -> RungCare | None:
    """Under the lock of the person's standing, so that of two who take it the later one has it."""
    locked_standing(member.id, now())
    mine = RungCare.member_id == member.id, RungCare.ended_at.is_(None)
    return db.scalar(select(RungCare).where(*mine).execution_options(populate_existing=True))


def _end(live: RungCare | None) -> None:
    if live:
        live.ended_at = now()
        db.flush()
