"""The queue of the moderators as every page of theirs shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from forum.accounts.models import Member
from forum.design.words import ago
from forum.kernel.clock import now
from forum.kernel.languages import say
from forum.kernel.site import site
from moderation.reports import policy, queries
from moderation.reports.models import Appeal
from moderation.reports.queries import Waiting


@dataclass(frozen=True)
class Row:
    """One line of the queue, a case or an appeal."""

    title: str
    url: str
    due: str
    who: str
    words: str
    is_here: bool
    sign: str


def queue(member: Member, *, case_id: int = 0, appeal_id: int = 0) -> dict[str, Any]:
    """Cases and appeals in the order in which they came."""
    found = queries.waiting(cursor=request.args.get("cursor"))
    names, reasons = queries.names(found.items), queries.reasons()
    labels = {code: say(reason.label) for code, reason in reasons.items()}
    zone = ZoneInfo(site().zone)
    cases = [
        _case(row, names.get(row.about_id), labels, is_here=row.id == case_id, to=member, zone=zone)
        for row in found.items
    ]
    return {
        "rows": [*_appeals(queries.open_appeals(), member, appeal_id, zone), *cases],
        "count": queries.count_waiting(),
        "next": url_for("reports.queue", cursor=found.next) if found.next else None,
    }


def _case(
    row: Waiting,
    name: str | None,
    labels: dict[str, str],
    *,
    is_here: bool,
    to: Member,
    zone: ZoneInfo,
) -> Row:
    holder = _("You") if row.holder_id == to.id else str(row.holder)
    return Row(
        name or _("Something that is gone"),
        url_for("reports.case", case_id=row.id),
        ngettext("%(num)s report", "%(num)s reports", row.report_count),
        holder if row.is_held else ago(row.opened_at, now(), zone=zone),
        labels.get(row.reason or "", row.reason or ""),
        is_here,
        "flag",
    )


def _appeals(appeals: Sequence[Appeal], member: Member, here: int, zone: ZoneInfo) -> list[Row]:
    return [
        Row(
            _("Appeal against %(reference)s", reference=appeal.decision.reference),
            url_for("reports.hear", appeal_id=appeal.id),
            _("Appeal"),
            ago(appeal.made_at, now(), zone=zone),
            _may(member, appeal),
            appeal.id == here,
            "scales",
        )
        for appeal in appeals
    ]


def _may(member: Member, appeal: Appeal) -> str:
    if appeal.decision.decider_id == member.id:
        return str(_("Not for you: you decided the first time"))
    return "" if policy.may_hear(member, appeal, appeal.decision) else _("Not for you")
