"""What happened to questions, as the rules look at it: read for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from forum.kernel.db import db, only_looked_at
from forum.kernel.events import PublishedEvent
from forum.threads.events import AnswerAccepted, AnswerRejected, AnswerUnaccepted, PostHidden
from forum.threads.models import Answer, MeToo, Thread
from moderation.helpdesk.rules import Past
from moderation.reports.models import Decision, Report
from moderation.reports.reasons import WRONG, Deed

Moments = dict[int, list[datetime]]
ENDS = (AnswerUnaccepted.kind, PostHidden.kind)


def pasts(thread_ids: Sequence[int]) -> dict[int, Past]:
    """By thread, in the order of the ids, in five queries."""
    if not thread_ids:
        return {}
    answered, shared, disputed = _answered(thread_ids), _shared(thread_ids), _disputed(thread_ids)
    said = _said(thread_ids)
    asked = select(Thread.id, Thread.asked_at, Thread.solved_at).where(Thread.id.in_(thread_ids))
    rows = {row.id: row for row in db.execute(asked)}
    return {
        row.id: Past(
            asked_at=row.asked_at,
            answered_at=answered[row.id],
            solved=_solved(said[row.id], row.solved_at),
            shared_at=shared[row.id],
            rejected_at=[s.happened_at for s in said[row.id] if s.kind == AnswerRejected.kind],
            disputed_at=disputed[row.id],
        )
        for row in (rows[id_] for id_ in thread_ids if id_ in rows)
    }


def _answered(thread_ids: Sequence[int]) -> Moments:
    rows = select(Answer.thread_id, Answer.written_at).where(Answer.thread_id.in_(thread_ids))
    return _by_thread(db.execute(rows.where(Answer.state == "visible").order_by(Answer.written_at)))


def _shared(thread_ids: Sequence[int]) -> Moments:
    rows = select(MeToo.thread_id, MeToo.since).where(MeToo.thread_id.in_(thread_ids))
    return _by_thread(db.execute(rows.order_by(MeToo.since)))


def _disputed(thread_ids: Sequence[int]) -> Moments:
    """When each person first reported an answer as wrong, unless it was found to be right."""
    first_at = func.min(Report.made_at)
    found_right = select(Decision.case_id).where(
        Decision.deed == Deed.DISMISS, Decision.reversed_at.is_(None)
    )
    rows = (
        select(Answer.thread_id, first_at)
        .join(Report, Report.about_id == Answer.id)
        .where(Answer.thread_id.in_(thread_ids), Report.reason == WRONG)
        .where(Report.case_id.not_in(found_right))
        .group_by(Answer.thread_id, Report.reporter_key)
    )
    return _by_thread(db.execute(rows.order_by(first_at)))


def _said(thread_ids: Sequence[int]) -> dict[int, list[Any]]:
    """What the person who asked said about answers, and solutions that were hidden, in order."""
    kinds = (AnswerAccepted.kind, AnswerRejected.kind, *ENDS)
    rows = (
        select(Answer.thread_id, PublishedEvent.kind, PublishedEvent.happened_at)
        .join(PublishedEvent, PublishedEvent.subject_id == Answer.id)
        .where(Answer.thread_id.in_(thread_ids), only_looked_at(PublishedEvent.kind, kinds))
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.execute(rows.order_by(PublishedEvent.id)):
        found[row.thread_id].append(row)
    return found


def _solved(
    said: Iterable[Any], solved_at: datetime | None
) -> list[tuple[datetime, datetime | None]]:
    """From one acceptance to whatever ended it; the row of the thread says whether it is now."""
    found: list[tuple[datetime, datetime | None]] = []
    since: datetime | None = None
    for row in said:
        if row.kind == AnswerAccepted.kind:
            since = since or row.happened_at
        elif row.kind in ENDS and since is not None:
            found.append((since, row.happened_at))
            since = None
    return [*found, (solved_at, None)] if solved_at is not None else found


def _by_thread(rows: Iterable[Any]) -> Moments:
    found: Moments = defaultdict(list)
    for thread_id, moment in rows:
        found[thread_id].append(moment)
    return found
