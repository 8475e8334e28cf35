"""Staff hold somebody on a rung, or let the rules decide again."""

from datetime import datetime

from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.reputation.actions.by_staff import require_staff, written
from forum.reputation.actions.climbing import locked_standing, settle_standing
from forum.reputation.events import RungHeld, RungReleased
from forum.reputation.models import RungHold
from forum.reputation.queries.circumstances import unended_hold

NOT_AGREED = "Nobody becomes an Advocate without saying yes. Ask the person instead."
LATER = "Choose a day that is still to come."


def hold_rung(
    member: Member, rung: Rung, *, by: Member, reason: str, until: datetime | None = None
) -> None:
    """Put and keep somebody on a rung, whatever the numbers say; a hold from before is over.

    Only a sanction is stronger. `until` is its end; without one, somebody has to let go.
    """
    require_staff(by, member)
    words, at = written(reason), now()
    if rung == Rung.ADVOCATE and member.rung != Rung.ADVOCATE:
        raise Refused(NOT_AGREED)
    if until is not None and until <= at:
        raise Invalid(LATER, {"until": LATER})

    locked_standing(member.id, at)
    _let_go(member, by, at)
    said = {"reason": words, "held_by_id": by.id, "held_at": at, "ends_at": until}
    hold = RungHold(member_id=member.id, rung=rung, **said)
    db.add(hold)
    db.flush()
    audit.record("hold on a rung", by=by.id, person_id=member.id, reason=f"hold {hold.id}")
    publish(RungHeld(actor_id=by.id, member_id=member.id, hold_id=hold.id, rung=str(rung)))
    settle_standing([member.id], as_of=at, by=by.id)


def release_rung(member: Member, *, by: Member) -> None:
    """The rules decide again; below their mark a notice begins, as for everybody."""
    require_staff(by, member)
    at = now()
    locked_standing(member.id, at)
    if _let_go(member, by, at):
        settle_standing([member.id], as_of=at, by=by.id)


def _let_go(member: Member, by: Member, at: datetime) -> bool:
    """End what holds them; one whose day has passed is written down as ended too."""
    hold = unended_hold(member.id)
    if hold is None:
        return False
    hold.ended_at, hold.ended_by_id = at, by.id
    db.flush()
    audit.record("let go of a rung", by=by.id, person_id=member.id, reason=f"hold {hold.id}")
    publish(RungReleased(actor_id=by.id, member_id=member.id, hold_id=hold.id))
    return True
