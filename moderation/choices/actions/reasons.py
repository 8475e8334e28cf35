"""Wording reasons, adding one and retiring one. Codes never change, and none is taken away."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Invalid, Missing
from forum.kernel.site import SiteSetting
from forum.kernel.text import slug_of
from moderation.choices.actions.noting import note, require
from moderation.choices.queries import begun_with, completed, facts_of_reason, row_of
from moderation.helpdesk.actions import keep_again
from moderation.helpdesk.kinds import QUESTION
from moderation.helpdesk.queries.kinds import ROW as OF_TICKETS
from moderation.reports.queries.rules import ROW as OF_REPORTS
from moderation.settings.changes import CHANGED_MEANWHILE, differences

MOST = 40
ONE_IS_LEFT = "This is the last reason people can choose. Add another one before you retire it."
ALWAYS_THERE = "What nobody has said the kind of is a question, so this one stays."
TAKEN = "There is a reason like this already. It may be retired."
ENOUGH = "There are %(most)s reasons. Change one of them, nobody reads a longer list."
Reason = dict[str, Any]


def add_reason(kind: str, facts: dict[str, Any], *, by: Member) -> str:
    """The code of the new reason, made from its words. Raises Invalid when it is taken."""
    require(by)
    row = locked(kind)
    known = list(row.value["reasons"])
    code = slug_of(facts["label"], otherwise="reason")[:40].replace("-", "_")
    if any(one["code"] == code for one in known):
        raise Invalid(TAKEN, {"label": TAKEN})
    if len(known) >= MOST:
        said = _(ENOUGH, most=MOST)
        raise Invalid(said, {"label": said})

    _keep(row, [*known, {"code": code, **facts, "version": 1}])
    note(kind, code, {}, facts, by)
    return code


def change_reason(kind: str, code: str, facts: dict[str, Any], *, by: Member, version: int) -> None:
    """Raises Conflict when somebody else changed it since the form was opened."""
    require(by)
    row = locked(kind)
    reason = in_row(row, code)
    before, after = differences(facts_of_reason(kind, reason), facts)
    if not after:
        return
    if reason["version"] != version:
        raise Conflict(CHANGED_MEANWHILE)

    set_reason(row, code, after)
    note(kind, code, before, after, by)


def set_reason(row: SiteSetting, code: str, facts: dict[str, Any]) -> None:
    """Raises Invalid when nobody could choose anything any more."""
    changed = [
        one | facts | {"version": one["version"] + 1} if one["code"] == code else one
        for one in row.value["reasons"]
    ]
    if all(one["is_retired"] for one in changed):
        raise Invalid(ONE_IS_LEFT, {"is_retired": ONE_IS_LEFT})
    if any(one["code"] == QUESTION and one["is_retired"] for one in changed):
        raise Invalid(ALWAYS_THERE, {"is_retired": ALWAYS_THERE})
    _keep(row, changed)
    if "keeps" in facts and row.name == OF_TICKETS:
        db.flush()
        keep_again(code)


def locked(kind: str) -> SiteSetting:
    """The row that holds them, kept the first time it is needed."""
    name = row_of(kind)
    insert_once(SiteSetting, name=name, value={"reasons": begun_with(kind)}, version=1)
    rows = select(SiteSetting).where(SiteSetting.name == name).with_for_update()
    row = db.scalars(rows.execution_options(populate_existing=True)).one()
    row.value = {"reasons": completed(kind, row.value["reasons"])}
    return row


def in_row(row: SiteSetting, code: str) -> Reason:
    for reason in row.value["reasons"]:
        if reason["code"] == code:
            return dict(reason)
    raise Missing("We do not have a reason with this code.")


def _keep(row: SiteSetting, reasons: list[Reason]) -> None:
    """What this session has read of them before counts no more."""
    row.value, row.version = {"reasons": reasons}, row.version + 1
    for name in (OF_REPORTS, OF_TICKETS):
        db.info.pop(name, None)
