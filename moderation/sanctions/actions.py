"""Imposing a sanction and taking it back. It acts at the person's next request."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.accounts.queries import member_of
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from moderation.sanctions import policy
from moderation.sanctions.events import SanctionImposed, SanctionLifted
from moderation.sanctions.models import Sanction

ENDS_LATER = "Choose a day that is still to come."
STANDS_IN = {"suspend": "suspended_until", "limit": "limited_until"}
"""What the member's own row says of sanctions, so that each request reads it for nothing."""


def impose(
    member_id: int, measure: str, *, by: Member, statement: str, until: datetime | None = None
) -> Sanction:
    """One sanction of the table; the member's row is kept in step with it."""
    member = member_of(member_id, lock=True)
    if not policy.may_sanction(by, member):
        raise Refused("You cannot do this to yourself or to staff. Ask an administrator.")
    ends = _end_of(measure, until)
    row = {"member_id": member.id, "measure": measure, "until": ends, "statement": statement}
    sanction = Sanction(imposed_by_id=by.id, imposed_at=now(), **row)
    db.add(sanction)
    db.flush()
    _keep_in_step(member)
    audit.record(f"{measure} member", by=by.id, person_id=member.id)
    told: dict[str, Any] = {"member_id": member.id, "sanction_id": sanction.id}
    publish(SanctionImposed(actor_id=by.id, measure=measure, until=ends, **told))
    return sanction


def lift(sanction_id: int, *, by: Member) -> None:
    """It counts as never imposed; what else is imposed on the person stays."""
    sanction = db.get_one(Sanction, sanction_id)
    member = member_of(sanction.member_id, lock=True)
    db.refresh(sanction)
    if not policy.may_sanction(by, member):
        raise Refused("Only moderators can take this back.")
    if sanction.lifted_at is not None:
        return

    sanction.lifted_at, sanction.lifted_by_id = now(), by.id
    db.flush()
    _keep_in_step(member)
    audit.record(f"lift {sanction.measure}", by=by.id, person_id=member.id)
    told: dict[str, Any] = {"member_id": member.id, "sanction_id": sanction.id}
    publish(SanctionLifted(actor_id=by.id, measure=sanction.measure, **told))


def _end_of(measure: str, until: datetime | None) -> datetime | None:
    """A warning has none; the others end in the time to come."""
    if measure == "warn":
        return None
    if until is None or until <= now():
        raise Invalid(ENDS_LATER)
    return until


def _keep_in_step(member: Member) -> None:
    """The longest one that was not taken back decides."""
    standing = select(func.max(Sanction.until)).where(
        Sanction.member_id == member.id, Sanction.lifted_at.is_(None)
    )
    for measure, column in STANDS_IN.items():
        setattr(member, column, db.scalar(standing.where(Sanction.measure == measure)))
    db.flush()
