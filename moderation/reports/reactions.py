"""What follows from reports and decisions: who is told, and what it does to reputation."""

from sqlalchemy import select

from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import Event, Origin, serves
from forum.kernel.mail import owe
from forum.reputation.actions import count_upheld_report, settle_standing, undo
from moderation.reports import queries
from moderation.reports.events import (
    AppealDecided,
    DecisionEvent,
    DecisionReversed,
    ReportDecided,
    ReportMade,
)
from moderation.reports.models import Appeal, Decision, Report
from moderation.reports.reasons import SPAM, UPHOLDS, Deed
from moderation.sanctions.events import SanctionImposed, SanctionLifted

here = serves(Origin.LIVE, Origin.DEMO)


def acknowledge(event: ReportMade) -> None:
    """The reference goes to whoever gave an address."""
    _owe_reporter("report_received", db.get_one(Report, event.report_id), event)


def tell_reporters(event: ReportDecided) -> None:
    for report in queries.reports_of(event.case_id):
        _owe_reporter("report_outcome", report, event)


def tell_author(event: ReportDecided) -> None:
    """The statement of reasons; nobody is told of a report that changed nothing."""
    if event.deed != Deed.DISMISS:
        owe("decision_notice", event_id=event.event_id, recipient=f"member:{event.person_id}")


def tell_appellant(event: AppealDecided) -> None:
    appeal = db.get_one(Appeal, event.appeal_id)
    if appeal.report_id is not None:
        _owe_reporter("appeal_outcome", db.get_one(Report, appeal.report_id), event)
    else:
        recipient = f"member:{appeal.appellant_id}"
        owe("appeal_outcome", event_id=event.event_id, recipient=recipient)


@here
def count_against_author(event: ReportDecided) -> None:
    """Once for each post, however many reported it. A decision that was reversed before anybody
    heard of it counts for nothing.
    """
    if event.counts and db.get_one(Decision, event.decision_id).stands:
        count_upheld_report(
            event.person_id,
            event_id=event.event_id,
            subject_id=event.about_id,
            is_spam=event.is_spam,
        )
        settle_standing([event.person_id], as_of=now())


@here
def count_no_more(event: DecisionReversed) -> None:
    """Exactly what was taken comes back, unless another decision on the post still stands."""
    if event.counts and not _counts_still(event):
        kind = "spam" if event.is_spam else "report_upheld"
        about, author = event.about_id, event.person_id
        undo(kind, event_id=event.event_id, subject_id=about, to=author)
    settle_standing([event.person_id], as_of=now())


@here
def look_at_standing(event: SanctionImposed | SanctionLifted) -> None:
    settle_standing([event.member_id], as_of=now())


def _counts_still(event: DecisionEvent) -> bool:
    """Another decision of the same weight about the same post."""
    same_rule = (Decision.rule == SPAM) == event.is_spam
    others = select(Decision.id).where(Decision.about_id == event.about_id, same_rule)
    others = others.where(Decision.deed.in_(UPHOLDS), Decision.reversed_at.is_(None))
    return db.scalar(others.where(Decision.id != event.decision_id).limit(1)) is not None


def _owe_reporter(kind: str, report: Report, event: Event) -> None:
    if report.reporter_id is not None:
        owe(kind, event_id=event.event_id, recipient=f"member:{report.reporter_id}")
    elif report.email:
        owe(kind, event_id=event.event_id, recipient=f"report:{report.id}")
