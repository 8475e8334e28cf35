"""Counting everything again from the rows, after a restore or when doctor found something."""

from typing import Any

from sqlalchemy import select, update

from forum.ideas.actions.changing import SILENT
from forum.ideas.actions.ranking_again import rank_all
from forum.ideas.actions.supporting import moments_of
from forum.ideas.models import Idea
from forum.ideas.queries.counters import supporters_of, viewers_of
from forum.ideas.ranking import heat_of
from forum.kernel.db import db

CLOSE = 1e-6


def recount() -> int:
    """How many ideas were wrong; they are right afterwards."""
    rows = select(Idea.id, Idea.support_count, Idea.viewer_count, Idea.heat)
    truth = rows.add_columns(supporters_of(Idea.id).label("supports"))
    truth = truth.add_columns(viewers_of(Idea.id).label("viewers")).order_by(Idea.id)
    wrong = sum(_recount(row) for row in db.execute(truth).all())
    rank_all()
    return wrong


def _recount(found: Any) -> bool:
    heat = heat_of(moments_of(found.id))
    counted = (found.support_count, found.viewer_count)
    if counted == (found.supports, found.viewers) and abs(heat - found.heat) < CLOSE:
        return False
    change = update(Idea).where(Idea.id == found.id)
    db.execute(
        change.values(support_count=found.supports, viewer_count=found.viewers, heat=heat),
        execution_options=SILENT,
    )
    return True
