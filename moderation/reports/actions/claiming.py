"""Who looks at a case: a claim lasts half an hour and is seen by every moderator."""

from datetime import timedelta

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Refused
from forum.kernel.events import publish
from moderation.reports import policy
from moderation.reports.events import CaseClaimed, CaseReleased
from moderation.reports.models import ReportCase

LEASE = timedelta(minutes=30)
HELD = "%(name)s is looking at this. Take another one, or wait half an hour."
DECIDED = "Somebody has decided this already. Open it again to read what and why."


def claim(case: ReportCase, *, by: Member) -> None:
    """Take it for half an hour; what somebody else holds is refused with their name."""
    refuse_unless_free(case, by=by)
    if by.id == case.not_by_id:
        raise Refused("You decided this before, so somebody else decides it now.")
    is_new = not case.is_held
    case.assignee_id, case.lease_until = by.id, now() + LEASE
    if is_new:
        audit.record("claim reports", by=by.id, subject_id=case.about_id)
        publish(CaseClaimed(actor_id=by.id, case_id=case.id, about_id=case.about_id))


def release(case: ReportCase, *, by: Member) -> None:
    """Put it back for whoever comes next."""
    if not case.is_open or case.assignee_id is None:
        return
    refuse_unless_free(case, by=by)

    case.assignee_id, case.lease_until = None, None
    publish(CaseReleased(actor_id=by.id, case_id=case.id, about_id=case.about_id))


def refuse_unless_free(case: ReportCase, *, by: Member) -> None:
    """Raises with the sentence that fits: no moderator, decided already, held by somebody."""
    if not policy.may_moderate(by):
        raise Refused("Only moderators decide about reports.")
    if not case.is_open:
        raise Conflict(DECIDED)
    if case.is_held and case.assignee_id != by.id:
        holder = db.get(Member, case.assignee_id)
        name = holder.name if holder else _("Somebody else")
        raise Conflict(_(HELD, name=name))


def note_opened(about_id: int, *, by: Member, person_id: int, reason: str = "reports") -> None:
    """A moderator looks at what was reported, and by whom: that is written down."""
    audit.record("open reports", by=by.id, subject_id=about_id, person_id=person_id, reason=reason)
