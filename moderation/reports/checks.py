"""What must always be true of reports and decisions; `folkmoot doctor` asks."""

from collections.abc import Iterator

from sqlalchemy import func, or_, select

from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.house import Finding
from moderation.reports.events import ReportDecided
from moderation.reports.models import Decision, Report, ReportCase
from moderation.sanctions.models import Sanction


def every_decision_has_its_statement() -> Iterator[Finding]:
    """Facts, rule and redress, and the event that gave notice of it."""
    empty = [func.trim(c) == "" for c in (Decision.facts, Decision.rule, Decision.redress)]
    rows = select(Decision.id).outerjoin(PublishedEvent, PublishedEvent.id == Decision.notice_id)
    no_notice = PublishedEvent.kind.is_distinct_from(ReportDecided.kind)
    for id_ in db.scalars(rows.where(or_(*empty, no_notice))):
        sentence = f"Decision {id_} has no statement of reasons, or nobody was told of it."
        yield Finding("every decision has its statement", sentence, id_)


def cases_are_open_until_decided() -> Iterator[Finding]:
    standing = select(Decision.id).where(
        Decision.case_id == ReportCase.id, Decision.reversed_at.is_(None)
    )
    wrong = select(ReportCase.id).where(ReportCase.is_open, standing.exists())
    for id_ in db.scalars(wrong):
        yield Finding("cases are open until decided", f"Case {id_} is open and decided.", None)


def reports_are_counted() -> Iterator[Finding]:
    count = select(func.count()).where(Report.case_id == ReportCase.id).scalar_subquery()
    for id_ in db.scalars(select(ReportCase.id).where(ReportCase.report_count != count)):
        yield Finding("reports are counted", f"Case {id_} counts its reports wrong.", None)


def reversed_decisions_have_no_sanction() -> Iterator[Finding]:
    rows = select(Decision.id).join(Sanction, Sanction.id == Decision.sanction_id)
    wrong = rows.where(Decision.reversed_at.is_not(None), Sanction.lifted_at.is_(None))
    for id_ in db.scalars(wrong):
        sentence = f"Decision {id_} is reversed, but its sanction is not lifted."
        yield Finding("reversed decisions have no sanction", sentence, id_)


CHECKS = {
    check.__name__.replace("_", " "): check
    for check in (
        every_decision_has_its_statement,
        cases_are_open_until_decided,
        reports_are_counted,
        reversed_decisions_have_no_sanction,
    )
}


def count_reports() -> int:
    return db.scalar(select(func.count()).select_from(Report)) or 0
