"""Who may decide a report, hear an appeal, and look at which page."""

from forum.accounts.models import Member
from forum.kernel.clock import now
from moderation.reports.models import Appeal, Decision, Report, ReportCase
from moderation.reports.reasons import Deed
from moderation.sanctions.policy import may_moderate

__all__ = ["may_moderate"]


def may_decide(member: Member | None, case: ReportCase, author_id: int) -> bool:
    """Nobody judges their own post, nor a second time what an appeal has reopened."""
    if member is None or not may_moderate(member):
        return False
    return member.id not in (author_id, case.not_by_id)


def may_hear(member: Member | None, appeal: Appeal, decision: Decision) -> bool:
    """Another person than who decided, and not who appeals."""
    if member is None or not may_moderate(member):
        return False
    involved = {decision.decider_id, decision.person_id, appeal.appellant_id}
    return member.id not in involved


def is_reporter(member: Member | None, report: Report) -> bool:
    return member is not None and report.reporter_id == member.id


def is_concerned(member: Member | None, decision: Decision) -> bool:
    return member is not None and decision.person_id == member.id


def is_in_time(decision: Decision) -> bool:
    """Appeals are taken up to the end of the last day."""
    return now() <= decision.appeal_until


def may_appeal(decision: Decision, *, as_reporter: bool) -> bool:
    """The author against what was done to them, a reporter against a report dismissed."""
    is_theirs = (decision.deed == Deed.DISMISS) == as_reporter and decision.deed != Deed.RESTORE
    return decision.stands and is_theirs and is_in_time(decision)
