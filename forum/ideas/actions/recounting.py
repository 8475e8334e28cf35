"""Counting everything again from the rows, after a restore or when doctor found something."""

from typing import Any

from sqlalchemy import select, update

from forum.ideas.actions.changing import SILENT
from forum.ideas.actions.ranking_again import rank_all
from forum.ideas.actions.supporting import moments_of
from forum.ideas.models import Idea
from forum.ideas.queries.counters import comments_on, supporters_of, viewers_of
from forum.ideas.ranking import heat_of
from forum.kernel.db import db

CLOSE = 1e-6
_COUNTED = {
    "support_count": Idea.imported_supports + supporters_of(Idea.id),
    "viewer_count": Idea.imported_supports + viewers_of(Idea.id),
    "comment_count": comments_on(Idea.id),
}


def recount() -> int:
    """How many ideas were wrong; they are right afterwards."""
    rows = select(Idea.id, Idea.support_count, Idea.viewer_count, Idea.comment_count, Idea.heat)
    truth = rows.add_columns(*(count.label(f"true_{name}") for name, count in _COUNTED.items()))
    wrong = sum(_recount(row) for row in db.execute(truth.order_by(Idea.id)).all())
    rank_all()
    return wrong


def _recount(found: Any) -> bool:
    heat = heat_of(moments_of(found.id))
    truth = {name: getattr(found, f"true_{name}") for name in _COUNTED}
    is_counted = all(getattr(found, name) == number for name, number in truth.items())
    if is_counted and abs(heat - found.heat) < CLOSE:
        return False
    change = update(Idea).where(Idea.id == found.id)
    db.execute(change.values(heat=heat, **truth), execution_options=SILENT)
    return True
