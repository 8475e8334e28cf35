"""The reasons people are given: as staff have worded them, else those every place begins with."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from forum.ideas.queries.reasons import ROW as IDEAS
from forum.ideas.states import REASONS as FOR_IDEAS
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.site import SiteSetting
from moderation.choices.wording import IDEA_REASON, REPORT_REASON, TICKET_KIND
from moderation.helpdesk.kinds import KINDS as FOR_TICKETS
from moderation.helpdesk.queries.kinds import ROW as TICKETS
from moderation.helpdesk.queries.kinds import completed as completed_kinds
from moderation.reports.queries.rules import ROW as REPORTS
from moderation.reports.reasons import REASONS as FOR_REPORTS

Reason = dict[str, Any]
ROWS: dict[str, str] = {IDEA_REASON: IDEAS, REPORT_REASON: REPORTS, TICKET_KIND: TICKETS}
PARTS: dict[str, tuple[str, ...]] = {
    IDEA_REASON: ("label", "is_retired"),
    REPORT_REASON: ("label", "rule", "is_retired"),
    TICKET_KIND: (
        *("label", "first_days", "answer_days", "answer_months", "second_days"),
        *("may_pause", "is_for_managers", "from_writing", "keeps", "steps"),
        *("closing", "turn_to", "link", "is_retired"),
    ),
}
TABLES: dict[str, tuple[Any, ...]] = {REPORT_REASON: FOR_REPORTS, TICKET_KIND: FOR_TICKETS}


def row_of(kind: str) -> str:
    """The row of the site's settings that holds reasons of this kind. Raises Missing."""
    if kind in ROWS:
        return ROWS[kind]
    raise Missing("There are no such reasons. Reports and decisions about ideas have some.")


def begun_with(kind: str) -> list[Reason]:
    """What stands there before anybody changed it."""
    if kind in TABLES:
        return [asdict(reason) for reason in TABLES[kind]]
    usual = {"is_retired": False, "version": 1}
    return [{"code": code, "label": label, **usual} for code, label in FOR_IDEAS.items()]


def reasons_of(kind: str) -> list[Reason]:
    """In the order people see them."""
    kept = db.scalar(select(SiteSetting.value).where(SiteSetting.name == row_of(kind)))
    if kept is None:
        return begun_with(kind)
    return completed(kind, kept["reasons"])


def completed(kind: str, rows: Sequence[Reason]) -> list[Reason]:
    """What a row kept by an older version does not say is as every place begins."""
    if kind == TICKET_KIND:
        return completed_kinds(rows)
    return [{"is_retired": False, "version": 1} | one for one in rows]


def reason_coded(kind: str, code: str) -> Reason:
    if known := next((one for one in reasons_of(kind) if one["code"] == code), None):
        return known
    raise Missing("We do not have a reason with this code.")


def facts_of_reason(kind: str, reason: Reason) -> dict[str, Any]:
    """Everything staff can change."""
    return {name: reason[name] for name in PARTS[kind]}
