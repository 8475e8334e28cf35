"""A case as the staff judge it: who reported it, how often they were right, what was before."""

from collections.abc import Collection, Sequence

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.errors import Missing
from moderation.reports.models import Decision, Report, ReportCase
from moderation.reports.queries.posts import LARGEST
from moderation.reports.reasons import UPHOLDS

MOST = 100
GONE = "We cannot find these reports. They may have been joined with others."


def case_to_read(case_id: int) -> ReportCase:
    """Raises Missing. Whoever asks must have been admitted as a moderator."""
    found = db.scalar(
        select(ReportCase)
        .options(joinedload(ReportCase.assignee))
        .where(ReportCase.id == min(case_id, LARGEST))
    )
    if found is None:
        raise Missing(GONE)
    return found


def locked_case(case_id: int) -> ReportCase:
    """For a deed: nobody else decides it until ours is done. The post is locked before it."""
    asked = select(ReportCase).where(ReportCase.id == min(case_id, LARGEST)).with_for_update()
    found = db.scalar(asked.execution_options(populate_existing=True))
    if found is None:
        raise Missing(GONE)
    return found


def open_case_of(about_id: int) -> ReportCase | None:
    """The one case that waits, locked; a constraint keeps it one."""
    this_one = select(ReportCase).where(ReportCase.about_id == about_id, ReportCase.is_open)
    locked = this_one.with_for_update().execution_options(populate_existing=True)
    return db.scalar(locked)


def reports_of(case_id: int) -> Sequence[Report]:
    rows = select(Report).where(Report.case_id == case_id).options(joinedload(Report.reporter))
    return db.scalars(rows.order_by(Report.id).limit(MOST)).all()


def accuracy_of(member_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """For each reporter: how many earlier reports were upheld, of how many decided."""
    is_upheld = case((Decision.deed.in_(UPHOLDS), 1), else_=0)
    rows = select(Report.reporter_id, func.sum(is_upheld), func.count())
    rows = rows.join(Decision, Decision.case_id == Report.case_id)
    rows = rows.where(Report.reporter_id.in_(member_ids), Decision.reversed_at.is_(None))
    found = db.execute(rows.group_by(Report.reporter_id))
    return {member_id: (upheld, decided) for member_id, upheld, decided in found}


def strikes_of(person_id: int) -> Sequence[Decision]:
    """What was upheld against somebody and stands, the newest first."""
    rows = select(Decision).where(Decision.person_id == person_id, Decision.deed.in_(UPHOLDS))
    rows = rows.where(Decision.reversed_at.is_(None)).order_by(Decision.id.desc())
    return db.scalars(rows.options(joinedload(Decision.sanction)).limit(MOST)).all()


def decision_on(case_id: int) -> Decision | None:
    """What was decided last; it may have been reversed since."""
    rows = select(Decision).where(Decision.case_id == case_id).order_by(Decision.id.desc())
    return db.scalar(rows.options(joinedload(Decision.sanction)).limit(1))
