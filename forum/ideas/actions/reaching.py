"""What enough supporters set in motion, once, and what is taken back with their supports.

Only supports given here count. A promise once given keeps its day: supports taken back and given
again start no new one. The idea is locked, so two people at one moment are one after the
other.
"""

from datetime import datetime

from sqlalchemy import bindparam, select

from forum.ideas.actions.changing import named
from forum.ideas.events import IdeaThresholdLost, IdeaThresholdReached
from forum.ideas.models import Board, Idea, IdeaThreshold
from forum.ideas.states import PROMISE, REVIEW
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import publish
from forum.services.hours import due, minutes_of_days
from forum.services.models import Service
from forum.services.queries import service_numbered, service_of

_ROWS = select(IdeaThreshold).where(IdeaThreshold.idea_id == bindparam("idea_id"))


def look_at_thresholds(idea: Idea, board: Board) -> None:
    """After a support was given or taken back: what is reached now, and what no longer."""
    signed = idea.support_count - idea.imported_supports
    known = {row.threshold: row for row in db.scalars(_ROWS, {"idea_id": idea.id})}
    for threshold, wanted in ((REVIEW, board.review_at), (PROMISE, board.promise_at)):
        row = known.get(threshold)
        stands = row is not None and row.fell_at is None
        if row is not None and stands and signed < row.supports:
            _fall(idea, row)
        elif not stands and signed >= wanted and idea.is_undecided:
            _reach(idea, board, threshold, wanted, row)


def _reach(
    idea: Idea, board: Board, threshold: str, wanted: int, row: IdeaThreshold | None
) -> None:
    moment = now()
    due_at = row.due_at if row else None
    if threshold == PROMISE and due_at is None:
        due_at = _due(idea, board, moment)
    if row is None:
        row = IdeaThreshold(idea_id=idea.id, threshold=threshold)
        db.add(row)
    row.supports, row.reached_at, row.due_at, row.fell_at = wanted, moment, due_at, None
    told = {"threshold": threshold, "supports": wanted, "due_at": due_at}
    publish(IdeaThresholdReached(**named(idea, by=None, **told)))


def _fall(idea: Idea, row: IdeaThreshold) -> None:
    row.fell_at = now()
    publish(IdeaThresholdLost(**named(idea, by=None, threshold=row.threshold)))


def _due(idea: Idea, board: Board, moment: datetime) -> datetime:
    """Working days of the board's service, or of the service that answers for the topic."""
    calendar = _service(idea, board).calendar_version.calendar
    return due(calendar, moment, minutes_of_days(calendar, board.promise_days))


def _service(idea: Idea, board: Board) -> Service:
    named_here = service_numbered(board.service_id) if board.service_id else None
    return named_here or service_of(idea.topic_id)
