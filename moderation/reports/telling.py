"""A report or a decision as the person concerned reads it: where it stands and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.design.words import day
from forum.kernel.clock import now
from forum.kernel.errors import Missing
from forum.kernel.site import site
from moderation.reports import queries
from moderation.reports.letters import statement_of
from moderation.reports.models import Appeal, Decision, Report
from moderation.reports.queries import About, Opened
from moderation.reports.queries.appeals import key_of
from moderation.reports.reasons import SAID_TO_AUTHOR, SAID_TO_REPORTER, Deed

WE_HAVE_IT = "We have your report"
UNDONE = "We were wrong: this is undone"


@dataclass(frozen=True)
class Told:
    """`post` is None when this reader may not read it (any more)."""

    reference: str
    headline: str
    statement: Sequence[str]
    reason: str
    post: About | None
    steps: Sequence[tuple[str, str, str | None]]
    appeal: Appeal | None
    may_appeal: bool
    appeal_until: str
    is_decision: bool


def told(opened: Opened, *, to: Member | None) -> Told:
    report, decision = opened.report, opened.decision
    when = partial(day, zone=ZoneInfo(site().zone), now=now())
    appeal = _appeal(decision, report)
    shown = decision if decision and (report is None or decision.deed == Deed.DISMISS) else None
    return Told(
        reference=opened.reference,
        headline=_headline(report, decision),
        statement=statement_of(shown) if shown else [],
        reason=_reason(report),
        post=_post(opened.about_id, to),
        steps=_steps(report, decision, when),
        appeal=appeal,
        may_appeal=queries.may_appeal_here(decision, report=report),
        appeal_until=when(decision.appeal_until) if decision else "",
        is_decision=report is None,
    )


def _headline(report: Report | None, decision: Decision | None) -> str:
    if decision is None:
        return WE_HAVE_IT
    if not decision.stands:
        return UNDONE if report is None else str(_("We are looking at it again"))
    said = SAID_TO_REPORTER if report else SAID_TO_AUTHOR
    return said[Deed(decision.deed)]


def _reason(report: Report | None) -> str:
    """What the reporter chose, in words; their own text is not shown to whoever has a link."""
    if report is None:
        return ""
    known = queries.reasons().get(report.reason)
    return known.label if known else report.reason


def _post(about_id: int, to: Member | None) -> About | None:
    try:
        return queries.about(queries.post_of(about_id, to=to))
    except Missing:
        return None


def _appeal(decision: Decision | None, report: Report | None) -> Appeal | None:
    appeals = queries.appeals_of(decision.id) if decision else []
    return next((one for one in appeals if one.appellant_key == key_of(report)), None)


def _steps(
    report: Report | None, decision: Decision | None, when: partial[str]
) -> list[tuple[str, str, str | None]]:
    if report is None:
        return []
    decided = when(decision.decided_at) if decision and decision.stands else None
    return [
        ("done", _("You reported it"), when(report.made_at)),
        ("done" if decided else "now", _("A moderator looks at it"), decided),
        ("done" if decided else "later", _("We decide, and tell you the outcome"), decided),
    ]
