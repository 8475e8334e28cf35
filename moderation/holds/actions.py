"""Opening a legal hold, and ending it: from then on everything can be deleted again as before."""

from datetime import datetime

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel import audit, holding
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.holding import Covered
from moderation.helpdesk.policy import manages
from moderation.holds.models import LegalHold

ONLY_MANAGERS = "Only managers and administrators open and end legal holds."
NO_REASON = "Say in a sentence why."
IN_PAST = "Choose a day to come, on which somebody looks whether it is still needed."


def open_hold(covered: Covered, *, reason: str, review_at: datetime, by: Member) -> LegalHold:
    """The same one sent twice is one. In the audit log it is its number, never its words."""
    _require(by)
    if not reason:
        raise Invalid(NO_REASON, {"reason": NO_REASON})
    if review_at <= now():
        raise Invalid(IN_PAST, {"review": IN_PAST})

    key = {"part": covered.part, "covered_id": covered.id, "reason": reason}
    row = {"review_at": review_at, "opened_by_id": by.id, "opened_at": now()}
    is_new = insert_once(LegalHold, **key, **row)
    mine = select(LegalHold).filter_by(**key).where(LegalHold.released_at.is_(None))
    hold = db.scalars(mine).one()
    if is_new:
        holding.hold(hold.cause, {covered})
        audit.record("legal hold opened", by=by.id, reason=f"hold {hold.id}", **_about(covered))
    return hold


def release(hold: LegalHold, *, reason: str, by: Member) -> None:
    """Whatever else covers the same goes on doing so. Twice is harmless."""
    _require(by)
    if not hold.is_open:
        return
    if not reason:
        raise Invalid(NO_REASON, {"reason": NO_REASON})

    hold.released_at, hold.released_by_id, hold.release_reason = now(), by.id, reason
    holding.hold(hold.cause, ())
    about = _about(Covered(hold.part, hold.covered_id))
    audit.record("legal hold ended", by=by.id, reason=f"hold {hold.id}", **about)


def _about(covered: Covered) -> dict[str, int]:
    names = {"member": "person_id", "subject": "subject_id"}
    return {names[covered.part]: covered.id} if covered.part in names else {}


def _require(by: Member) -> None:
    if not manages(by):
        raise Refused(ONLY_MANAGERS)
