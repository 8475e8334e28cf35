"""What waits for moderators: the reported longest ago first, whoever reported or wrote it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal, select, tuple_

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Moment, db
from forum.kernel.paging import Page, moment, page_of, position
from forum.kernel.subjects import Subject
from moderation.reports.models import Appeal, Report, ReportCase
from moderation.reports.queries.posts import names_of

SIZE = 40


@dataclass(frozen=True)
class Waiting:
    """One row of the queue; `reason` is the code that the first reporter chose."""

    id: int
    about_id: int
    kind: str
    report_count: int
    opened_at: datetime
    lease_until: datetime | None
    holder_id: int | None
    holder: str | None
    reason: str | None

    @property
    def is_held(self) -> bool:
        return self.lease_until is not None and self.lease_until > now()


def waiting(*, cursor: str | None = None) -> Page[Waiting]:
    """A page of open cases."""
    theirs = select(Report.reason).where(Report.case_id == ReportCase.id)
    reason = theirs.order_by(Report.id).limit(1).scalar_subquery()
    whose = (ReportCase.lease_until, ReportCase.assignee_id, Member.name)
    counted = (ReportCase.report_count, ReportCase.opened_at)
    rows = select(ReportCase.id, ReportCase.about_id, Subject.kind, *counted, *whose, reason)
    rows = rows.join(Subject, Subject.id == ReportCase.about_id)
    rows = rows.outerjoin(Member, Member.id == ReportCase.assignee_id).where(ReportCase.is_open)
    if after := position(cursor, str, int):
        place = tuple_(literal(moment(after[0]), Moment()), after[1])
        rows = rows.where(tuple_(ReportCase.opened_at, ReportCase.id) > place)
    ordered = rows.order_by(ReportCase.opened_at, ReportCase.id).limit(SIZE + 1)
    found = [Waiting(*row) for row in db.execute(ordered)]
    return page_of(found, SIZE, lambda row: [row.opened_at.isoformat(), row.id])


def names(rows: Sequence[Waiting]) -> dict[int, str]:
    return names_of({row.about_id: row.kind for row in rows})


def count_waiting() -> int:
    """Cases to decide and appeals to hear."""
    cases = select(func.count()).where(ReportCase.is_open).scalar_subquery()
    appeals = select(func.count()).where(Appeal.outcome.is_(None)).scalar_subquery()
    return db.scalar(select(cases + appeals)) or 0
