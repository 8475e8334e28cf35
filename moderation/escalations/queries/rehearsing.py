"""What a rule would have done: worked out from what really happened, and nothing is written."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select

from forum.kernel.db import db
from forum.services.hours import Calendar, calendar_from
from forum.services.models import CalendarVersion, Service
from forum.threads.models import Thread
from forum.topics.models import Topic
from moderation.helpdesk.models import LeftAlone, Ticket
from moderation.helpdesk.queries.due import asked_live, count_waiting_for
from moderation.helpdesk.queries.pasts import pasts
from moderation.helpdesk.rules import BY_ITSELF, Book, Rule, moment_of

DAYS = 30  # the page says it in words
LOOKS_BACK = timedelta(days=120)
MOST = 2_000
AFTERWARDS = datetime.max.replace(tzinfo=UTC)


class Rehearsed(NamedTuple):
    """A question the rule would have brought to the desk, and when."""

    thread_id: int
    slug: str
    title: str
    at: datetime


def rehearsed(
    trigger: str, rules: Book, *, now: datetime, topic_id: int | None = None
) -> list[Rehearsed]:
    """Of the last thirty days, the newest first; of questions at most 120 days old, in one topic
    or in all.

    Left out is what somebody had brought to the desk or spared before. Tickets that rules opened
    are looked through: they are what is being tried out.
    """
    calendars = _calendars()
    on = [one for one in calendars if rules.rule(trigger, one).is_on and topic_id in (None, one)]
    rows = _asked_in(on, since=now - LOOKS_BACK) if on and trigger in BY_ITSELF else []
    thread_ids = [row.id for row in rows]
    happened, left = pasts(thread_ids), _left_alone_since(thread_ids)
    found = [
        Rehearsed(row.id, row.slug, row.title, at)
        for row in rows
        if (
            at := moment_of(
                rules.rule(trigger, row.topic_id), happened[row.id], calendars[row.topic_id]
            )
        )
        and now - timedelta(days=DAYS) <= at <= now
        and at < left.get(row.id, AFTERWARDS)
    ]
    return sorted(found, key=lambda one: (one.at, one.thread_id), reverse=True)


def count_at_once(proposed: Rule, rules: Book, *, now: datetime) -> int:
    """Once it is saved: at most how many of the questions that are open now it would bring."""
    topic_ids = db.scalars(select(Topic.id)).all()
    here = [one for one in topic_ids if rules.rule(proposed.trigger, one) == proposed]
    return count_waiting_for(proposed, here, now) if proposed.is_on and here else 0


def _calendars() -> dict[int, Calendar]:
    """Of every topic the hours of its service."""
    rows = (
        select(Topic.id, CalendarVersion.id.label("hours"), CalendarVersion.facts)
        .join(Service, Service.id == Topic.service_id)
        .join(CalendarVersion, CalendarVersion.id == Service.calendar_id)
    )
    found = db.execute(rows).all()
    read = {row.hours: calendar_from(row.facts) for row in found}
    return {row.id: read[row.hours] for row in found}


def _asked_in(topic_ids: Sequence[int], *, since: datetime) -> Sequence[Any]:
    rows = select(Thread.id, Thread.slug, Thread.title, Thread.topic_id).where(
        Thread.topic_id.in_(topic_ids),
        Thread.state == "visible",
        Thread.asked_at >= since,
        asked_live(),
    )
    return db.execute(rows.order_by(Thread.asked_at.desc(), Thread.id).limit(MOST)).all()


def _left_alone_since(thread_ids: Sequence[int]) -> dict[int, datetime]:
    """From when on no rule would have brought it: a person had, or it was spared."""
    first_at = func.min(Ticket.opened_at)
    tickets = select(Ticket.source_id, first_at).where(
        Ticket.source_id.in_(thread_ids), Ticket.trigger.not_in(BY_ITSELF)
    )
    spared = select(LeftAlone.thread_id, LeftAlone.since).where(LeftAlone.thread_id.in_(thread_ids))
    found: dict[int, datetime] = {}
    brought: list[Any] = [*db.execute(tickets.group_by(Ticket.source_id)), *db.execute(spared)]
    for thread_id, moment in brought:
        found[thread_id] = min(moment, found.get(thread_id, moment))
    return found
