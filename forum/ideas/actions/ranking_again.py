"""Who has seen an idea, and how high the board then trusts it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select, update

from forum.ideas.actions.changing import SILENT
from forum.ideas.actions.supporting import TOP
from forum.ideas.models import Idea, IdeaViewer
from forum.ideas.ranking import FIRST_MEAN, expected, top_of
from forum.kernel.db import db, insert_missing
from forum.kernel.totals import mark_stale

CLOSE = 1e-12
CHUNK = 500
Seen = tuple[int, int]
_SIGNED = Idea.support_count - Idea.imported_supports
_SEEN = Idea.viewer_count - Idea.imported_supports


def note_viewers(batch: Sequence[Seen]) -> None:
    """Each is (member, idea). An idea's row is locked before its viewers are written, like when
    somebody supports it, so that the two cannot wait for each other.
    """
    of_idea: dict[int, set[int]] = defaultdict(set)
    for member_id, idea_id in batch:
        of_idea[idea_id].add(member_id)
    mark_stale(TOP, of_idea)
    shown = select(Idea.id).where(Idea.id.in_(of_idea), Idea.state == "published")
    for idea_id in db.scalars(shown.order_by(Idea.id).with_for_update(key_share=True)).all():
        _note(idea_id, sorted(of_idea[idea_id]))


def recompute_top(idea_ids: list[int]) -> None:
    """For the totals' drain."""
    rank(idea_ids)


def rank(idea_ids: Sequence[int]) -> int:
    """Bring the stored `top` of these ideas up to what the board expects now; how many moved.

    Supports that nobody here signed tell nothing about who saw it: they do not count.
    """
    means = _board_means()
    counts = select(Idea.id, _SIGNED, _SEEN, Idea.top, Idea.board_id)
    rows = db.execute(counts.where(Idea.id.in_(idea_ids)).order_by(Idea.id)).all()
    return sum(_place(row, top_of(row[1], row[2], mean=means[row[4]])) for row in rows)


def rank_all() -> int:
    """All that are not decided: the board's own mean has moved since."""
    moved, last = 0, 0
    while chunk := _undecided(last):
        moved, last = moved + rank(chunk), chunk[-1]
    return moved


def _note(idea_id: int, member_ids: Sequence[int]) -> None:
    rows = [{"member_id": member_id, "idea_id": idea_id} for member_id in member_ids]
    if new := insert_missing(IdeaViewer, rows):
        grown = update(Idea).where(Idea.id == idea_id)
        grown = grown.values(viewer_count=Idea.viewer_count + new)
        db.execute(grown, execution_options=SILENT)


def _place(row: Any, top: float) -> bool:
    if abs(top - row.top) <= CLOSE:
        return False
    change = update(Idea).where(Idea.id == row.id).values(top=top)
    db.execute(change, execution_options=SILENT)
    return True


def _board_means() -> Mapping[int, float]:
    """What each board expects of an idea on it."""
    sums = select(Idea.board_id, func.sum(_SIGNED), func.sum(_SEEN))
    rows = db.execute(sums.where(Idea.state == "published").group_by(Idea.board_id))
    means = {board_id: expected(int(yes or 0), int(seen or 0)) for board_id, yes, seen in rows}
    return defaultdict(lambda: FIRST_MEAN, means)


def _undecided(after: int) -> Sequence[int]:
    ids = select(Idea.id).where(Idea.state == "published", Idea.is_undecided, Idea.id > after)
    return db.scalars(ids.order_by(Idea.id).limit(CHUNK)).all()
