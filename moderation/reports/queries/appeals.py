"""Appeals: which are open, which belong to a decision, and who may still make one."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.errors import Missing
from moderation.reports import policy
from moderation.reports.models import Appeal, Decision, Report
from moderation.reports.queries.posts import LARGEST

MOST = 100


def open_appeals() -> Sequence[Appeal]:
    """Those nobody has decided, the oldest first."""
    rows = select(Appeal).where(Appeal.outcome.is_(None)).options(joinedload(Appeal.decision))
    return db.scalars(rows.order_by(Appeal.made_at, Appeal.id).limit(MOST)).all()


def appeal_to_hear(appeal_id: int, *, lock: bool = False) -> Appeal:
    """Raises Missing. With `lock` the decision is held first: an appeal ends with it."""
    this_one = select(Appeal).where(Appeal.id == min(appeal_id, LARGEST))
    if lock:
        decision_id = this_one.with_only_columns(Appeal.decision_id).scalar_subquery()
        held = select(Decision).where(Decision.id == decision_id).with_for_update()
        db.scalar(held.execution_options(populate_existing=True))
        this_one = this_one.with_for_update().execution_options(populate_existing=True)
    if found := db.scalar(this_one):
        return found
    raise Missing("We cannot find this appeal.")


def appeals_of(decision_id: int) -> Sequence[Appeal]:
    rows = select(Appeal).where(Appeal.decision_id == decision_id).order_by(Appeal.id)
    return db.scalars(rows.limit(MOST)).all()


def may_appeal_here(decision: Decision | None, *, report: Report | None) -> bool:
    """Whether this side may appeal and has not done so yet."""
    if decision is None or not policy.may_appeal(decision, as_reporter=report is not None):
        return False
    mine = Appeal.appellant_key == key_of(report)
    return db.scalar(select(Appeal.id).where(Appeal.decision_id == decision.id, mine)) is None


def key_of(report: Report | None) -> str:
    """Who appeals, as a code: each side does so once."""
    return f"report:{report.id}" if report else "person"
