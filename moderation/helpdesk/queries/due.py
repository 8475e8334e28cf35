"""Questions that a rule brings to the desk now."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, select

from forum.kernel.db import db
from forum.kernel.events import Origin, PublishedEvent
from forum.services.hours import calendar_from
from forum.services.models import CalendarVersion, Service
from forum.threads.events import AnswerRejected, ThreadAsked
from forum.threads.models import Answer, Thread
from forum.topics.models import Topic
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries.pasts import pasts
from moderation.helpdesk.queries.rules import book, spared
from moderation.helpdesk.rules import (
    DISPUTED,
    IN_MINUTES,
    ME_TOO,
    REJECTED,
    UNANSWERED,
    Fired,
    Rule,
    first_of,
)
from moderation.reports.models import Report
from moderation.reports.reasons import WRONG

MOST_AT_ONCE = 200


class Due(NamedTuple):
    """A question and the rule that came true for it."""

    thread_id: int
    fired: Fired


def threads_to_escalate(moment: datetime) -> Iterator[Due]:
    """Visible questions, asked here and now, that are not solved and for which a rule came true.

    One that ever had a ticket is left alone, and so is one that somebody spared.
    """
    rules = book()
    for topic_id, facts in db.execute(_topics()).all():
        on = rules.by_itself(topic_id)
        calendar = calendar_from(facts)
        for thread_id, past in pasts(_waiting(topic_id, on, moment)).items():
            if fired := first_of(on, past, calendar, by=moment):
                yield Due(thread_id, fired)


def count_waiting_for(rule: Rule, topic_ids: Sequence[int], moment: datetime) -> int:
    """At most how many open questions a rule would bring at once in these topics."""
    open_ones = _open_in(topic_ids).where(*_signs(rule, moment)).subquery()
    return db.scalar(select(func.count()).select_from(open_ones)) or 0


def asked_live() -> ColumnElement[bool]:
    """Neither brought along from an older forum nor made up for a demonstration."""
    return exists().where(
        PublishedEvent.subject_id == Thread.id,
        PublishedEvent.kind == ThreadAsked.kind,
        PublishedEvent.origin == Origin.LIVE,
    )


def _topics() -> Any:
    return (
        select(Topic.id, CalendarVersion.facts)
        .join(Service, Service.id == Topic.service_id)
        .join(CalendarVersion, CalendarVersion.id == Service.calendar_id)
        .order_by(Topic.id)
    )


def _waiting(topic_id: int, rules: Sequence[Rule], moment: datetime) -> list[int]:
    """Those a rule may have come true for, the oldest first; the rule itself decides."""
    found: list[int] = []
    for rule in rules:
        rows = _open_in([topic_id]).where(*_signs(rule, moment))
        found += db.scalars(rows.order_by(Thread.asked_at, Thread.id).limit(MOST_AT_ONCE))
    return list(dict.fromkeys(found))


def _open_in(topic_ids: Sequence[int]) -> Any:
    return select(Thread.id).where(
        Thread.topic_id.in_(topic_ids),
        Thread.state == "visible",
        Thread.solution_id.is_(None),
        asked_live(),
        ~exists().where(Ticket.source_id == Thread.id),
        ~spared(Thread.id),
    )


def _signs(rule: Rule, moment: datetime) -> list[ColumnElement[bool]]:
    """Without them the rule cannot have come true."""
    signs = []
    if rule.trigger in IN_MINUTES:
        signs.append(Thread.asked_at <= moment - timedelta(minutes=rule.threshold))
    if make := _SIGNS.get(rule.trigger):
        signs.append(make(rule))
    return signs


def _sent_back(_rule: Rule) -> ColumnElement[bool]:
    event = (PublishedEvent.kind == AnswerRejected.kind, PublishedEvent.subject_id == Answer.id)
    return exists().where(Answer.thread_id == Thread.id, *event)


def _disputed(rule: Rule) -> ColumnElement[bool]:
    people = select(func.count(Report.reporter_key.distinct())).where(
        Report.about_id == Answer.id, Answer.thread_id == Thread.id, Report.reason == WRONG
    )
    return people.scalar_subquery() >= rule.threshold


_SIGNS: dict[str, Any] = {
    DISPUTED: _disputed,
    ME_TOO: lambda rule: Thread.me_too_count >= rule.threshold,
    REJECTED: _sent_back,
    UNANSWERED: lambda _rule: Thread.answer_count == 0,
}
