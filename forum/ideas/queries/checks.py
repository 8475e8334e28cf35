"""What `folkmoot doctor` asks about ideas, and how many there are for `folkmoot stats`."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from forum.ideas.models import Idea, IdeaComment, IdeaThreshold, StageMove, Support
from forum.ideas.queries.boards import BOARDS, boards_as_shown
from forum.ideas.queries.counters import comments_on, supporters_of, viewers_of
from forum.ideas.ranking import heat_of
from forum.ideas.states import Stage
from forum.kernel.db import db
from forum.kernel.house import Finding
from forum.kernel.site import SiteSetting
from forum.threads.queries import TOTALS as OF_THREADS
from forum.threads.queries.totals import happened

CLOSE = 1e-6


def wrong_counters() -> Iterator[Finding]:
    """All are counted by their rows, the heat by the moments of the supports."""
    miscounted = or_(
        Idea.support_count != Idea.imported_supports + supporters_of(Idea.id),
        Idea.viewer_count != Idea.imported_supports + viewers_of(Idea.id),
        Idea.comment_count != comments_on(Idea.id),
    )
    for id_ in db.scalars(select(Idea.id).where(miscounted).order_by(Idea.id)):
        what = "supporters, viewers or comments"
        sentence = f"The {what} of idea {id_} are not the number of their rows."
        yield Finding("idea counters", sentence, id_)
    yield from _wrong_heats()


def wrong_stages() -> Iterable[Finding]:
    """An idea stands where its newest move took it; without one it is open."""
    later = aliased(StageMove)
    newest = select(func.max(later.id)).where(later.idea_id == Idea.id).scalar_subquery()
    rows = select(Idea.id).outerjoin(StageMove, StageMove.id == newest)
    wrong = Idea.stage != func.coalesce(StageMove.stage, Stage.OPEN.value)
    for id_ in db.scalars(rows.where(wrong).order_by(Idea.id)):
        sentence = f"Idea {id_} does not stand where its newest move took it."
        yield Finding("idea stages", sentence, id_)


def wrong_boards() -> Iterator[Finding]:
    """What every page knows of the boards is what their rows say."""
    shown = db.scalar(select(SiteSetting.value).where(SiteSetting.name == BOARDS)) or {}
    if (shown.get(BOARDS) or []) != boards_as_shown():
        sentence = "What pages know of the boards differs from the boards: run `rebuild boards`."
        yield Finding("boards", sentence)


def wrong_thresholds() -> Iterator[Finding]:
    """Nothing is in motion for which there are too few supporters."""
    signed = Idea.support_count - Idea.imported_supports
    rows = select(Idea.id).join(IdeaThreshold, IdeaThreshold.idea_id == Idea.id)
    wrong = rows.where(IdeaThreshold.fell_at.is_(None), signed < IdeaThreshold.supports)
    for id_ in db.scalars(wrong.order_by(Idea.id)):
        sentence = f"Idea {id_} has fewer supporters than what it has set in motion needs."
        yield Finding("idea thresholds", sentence, id_)


def _wrong_heats() -> Iterator[Finding]:
    rows = select(Idea.id, Idea.heat, Support.since).join(Support, Support.idea_id == Idea.id)
    moments: dict[int, list[Any]] = {}
    heats: dict[int, float] = {}
    for id_, heat, since in db.execute(rows.order_by(Idea.id)):
        moments.setdefault(id_, []).append(since)
        heats[id_] = heat
    for id_, history in moments.items():
        if abs(heat_of(history) - heats[id_]) > CLOSE:
            sentence = f"The heat of idea {id_} is not what its supports give."
            yield Finding("idea counters", sentence, id_)


def _rows_of(model: Any) -> int:
    return db.scalar(select(func.count()).select_from(model)) or 0


TOTALS: dict[str, Callable[[], int]] = {
    "ideas": lambda: _rows_of(Idea),
    "supports": lambda: _rows_of(Support),
    "deflections": lambda: OF_THREADS["deflections"]() + happened("idea_deflected"),
    "imported_supports": lambda: db.scalar(select(func.sum(Idea.imported_supports))) or 0,
    "idea_comments": lambda: _rows_of(IdeaComment),
    "comments": lambda: OF_THREADS["comments"]() + _rows_of(IdeaComment),
    "posts": lambda: OF_THREADS["posts"]() + _rows_of(IdeaComment),
}

CHECKS = {
    "boards": wrong_boards,
    "idea counters": wrong_counters,
    "idea stages": wrong_stages,
    "idea thresholds": wrong_thresholds,
}
