"""Reporting a post, signed in or not. The same reporter reports a post once."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, update

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Invalid
from forum.kernel.events import publish
from forum.kernel.subjects import Subject, new_subject
from forum.threads.policy import Post
from moderation.reports import queries
from moderation.reports.events import ReportMade
from moderation.reports.models import Report, ReportCase
from moderation.reports.references import new_reference

TRIES = 5
SILENT = {"synchronize_session": False}


@dataclass(frozen=True)
class Reporter:
    """`key` tells one reporter from another; name and address are given by those who wish."""

    key: str
    member: Member | None = None
    name: str = ""
    email: str = ""


def report(post: Post, *, by: Reporter, reason: str, body: str = "") -> tuple[Report, bool]:
    """The report and whether it is new; all reports of one post are decided together."""
    if reason not in queries.offered_reasons():
        raise Invalid("Choose what is wrong.", {"reason": "Choose what is wrong."})
    if before := queries.report_by(by.key, post.id):
        return before, False

    case = _case_of(post.id)
    made, is_new = _insert(case, by, reason=reason, body=body)
    if is_new:
        _count(case)
        member_id = by.member.id if by.member else None
        told: dict[str, Any] = {"case_id": case.id, "about_id": post.id, "report_id": made.id}
        publish(ReportMade(actor_id=member_id, reason=reason, **told))
    return made, is_new


def _case_of(about_id: int) -> ReportCase:
    """The open case of the post, a new one if the last is decided. It stays locked."""
    for _ in range(TRIES):
        insert_once(ReportCase, about_id=about_id, is_open=True, opened_at=now())
        if case := queries.open_case_of(about_id):
            return case
    raise LookupError("A case was decided five times while one report was being written.")


def _insert(case: ReportCase, by: Reporter, **said: str) -> tuple[Report, bool]:
    row: dict[str, Any] = {
        "id": new_subject("report"),
        "case_id": case.id,
        "about_id": case.about_id,
        "reporter_id": by.member.id if by.member else None,
        "reporter_key": by.key,
        "name": by.name or None,
        "email": by.email or None,
        "made_at": now(),
    }
    for _ in range(TRIES):
        if insert_once(Report, reference=new_reference(), **row, **said):
            return db.get_one(Report, row["id"]), True
        if there := queries.report_by(by.key, case.about_id):
            db.execute(delete(Subject).where(Subject.id == row["id"]))
            return there, False
    raise LookupError("No free reference was found in five tries: that cannot be chance.")


def _count(case: ReportCase) -> None:
    more = update(ReportCase).where(ReportCase.id == case.id)
    db.execute(more.values(report_count=ReportCase.report_count + 1), execution_options=SILENT)
    db.refresh(case)
