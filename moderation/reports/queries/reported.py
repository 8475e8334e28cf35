"""One report or decision by its reference: the only way to one for the people concerned."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.errors import Missing
from moderation.reports import policy
from moderation.reports.models import Decision, Report
from moderation.reports.queries.cases import decision_on
from moderation.reports.references import read_reference, report_opened_by

NOT_FOUND = (
    "We cannot find a report with this reference that you may open. Look at the reference again, "
    "or use the link in our mail."
)
FEW = 20


@dataclass(frozen=True)
class Opened:
    """A report as its reporter sees it, or a decision as the person under it does."""

    report: Report | None
    decision: Decision | None

    @property
    def reference(self) -> str:
        if self.report:
            return self.report.reference
        assert self.decision is not None
        return self.decision.reference

    @property
    def about_id(self) -> int:
        one = self.report or self.decision
        assert one is not None
        return one.about_id


def opened(reference: str, *, to: Member | None, key: str | None = None) -> Opened:
    """Every refusal reads the same, so that nobody learns which references there are."""
    known = read_reference(reference)
    report = db.scalar(select(Report).where(Report.reference == known)) if known else None
    if report and (policy.is_reporter(to, report) or report_opened_by(key) == report.id):
        return Opened(report, decision_on(report.case_id))
    decision = _decision(known) if known and report is None else None
    if decision and policy.is_concerned(to, decision):
        return Opened(None, decision)
    raise Missing(NOT_FOUND)


def report_by(reporter_key: str, about_id: int) -> Report | None:
    """What this reporter said about this post already."""
    mine = Report.reporter_key == reporter_key, Report.about_id == about_id
    return db.scalar(select(Report).where(*mine))


def decisions_against(member_id: int) -> Sequence[Decision]:
    """What somebody was told about their own posts, the newest first."""
    rows = select(Decision).where(Decision.person_id == member_id, Decision.deed != "dismiss")
    return db.scalars(rows.order_by(Decision.id.desc()).limit(FEW)).all()


def _decision(reference: str) -> Decision | None:
    rows = select(Decision).options(joinedload(Decision.sanction))
    return db.scalar(rows.where(Decision.reference == reference))
