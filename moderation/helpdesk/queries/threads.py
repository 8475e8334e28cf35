"""Tickets as a thread shows them, and threads that have waited long enough to become one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import takewhile
from typing import Any

from sqlalchemy import Row, and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.events import Origin, PublishedEvent
from forum.services.hours import calendar_from, elapsed
from forum.services.models import CalendarVersion, Service
from forum.threads.events import ThreadAsked
from forum.threads.models import Answer, MeToo, Thread
from forum.topics.models import Topic
from moderation.helpdesk.models import StateMove, Ticket, TicketPromise
from moderation.helpdesk.promises import Clock, Entry, Promised
from moderation.helpdesk.states import State

MOST_AT_ONCE = 200
NOT_SHOWN = (State.WITHDRAWN, State.MERGED)


@dataclass
class Banner:
    """What everybody may know of the ticket a thread or an idea became: nothing personal."""

    thread_id: int
    reference: str
    state: State
    peer_solved_it: bool
    clocks: dict[str, Clock] = field(default_factory=dict)
    log: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Deed:
    """What one reader may do about a thread and its live ticket, if it has one."""

    thread_id: int
    author_id: int
    is_open: bool
    reference: str | None
    peer_solved_it: bool
    shares_problem: bool


def banners(thread_ids: Sequence[int]) -> list[Banner]:
    """The newest ticket of each thread or idea with its promises and its log, in one query."""
    found: dict[int, Banner] = {}
    for row in db.execute(_banner_rows(), {"threads": list(thread_ids)}):
        banner = found.setdefault(row.source_id, _banner(row))
        if row.clock not in banner.clocks:
            banner.clocks[row.clock] = _clock(row)
        if row.clock == next(iter(banner.clocks)):
            banner.log.append(Entry(row.moved_to, row.moved_at))
    return list(found.values())


def deeds(thread_ids: Sequence[int], *, member: Member) -> list[Deed]:
    """For one reader, in one query."""
    return [
        Deed(
            row.id,
            row.author_id,
            is_open=row.state == "visible" and row.solution_id is None,
            reference=row.reference,
            peer_solved_it=row.is_official is False,
            shares_problem=row.sharer is not None,
        )
        for row in db.execute(_deed_rows(), {"threads": list(thread_ids), "me": member.id})
    ]


def threads_to_escalate(moment: datetime) -> Iterator[int]:
    """Visible live threads unsolved for as long as their topic says, in its opening minutes.

    A thread that ever had a ticket is left alone: its author may have taken that back.
    """
    rows = (
        select(Topic.id, Topic.escalates_after_minutes, CalendarVersion.facts)
        .join(Service, Service.id == Topic.service_id)
        .join(CalendarVersion, CalendarVersion.id == Service.calendar_id)
        .where(Topic.escalates_after_minutes.is_not(None))
    )
    for topic_id, minutes, facts in db.execute(rows).all():
        calendar = calendar_from(facts)
        asked = _unsolved_in(topic_id, before=moment - timedelta(minutes=minutes))
        # The oldest come first, so the first one that is too young ends the list.
        waited = takewhile(
            lambda row: elapsed(calendar, row.asked_at, moment) >= minutes,  # noqa: B023
            asked,
        )
        yield from [row.id for row in waited]


def _unsolved_in(topic_id: int, *, before: datetime) -> Sequence[Row[int, datetime]]:
    asked_here = exists().where(
        PublishedEvent.subject_id == Thread.id,
        PublishedEvent.kind == ThreadAsked.kind,
        PublishedEvent.origin == Origin.LIVE,
    )
    rows = select(Thread.id, Thread.asked_at).where(
        Thread.topic_id == topic_id,
        Thread.state == "visible",
        Thread.solution_id.is_(None),
        Thread.asked_at <= before,
        asked_here,
        ~exists().where(Ticket.source_id == Thread.id),
    )
    return db.execute(rows.order_by(Thread.asked_at, Thread.id).limit(MOST_AT_ONCE)).all()


@cache
def _deed_rows() -> Any:
    mine = and_(MeToo.thread_id == Thread.id, MeToo.member_id == bindparam("me"))
    live = and_(Ticket.source_id == Thread.id, Ticket.is_live)
    return (
        select(
            *(Thread.id, Thread.author_id, Thread.state, Thread.solution_id),
            *(Ticket.reference, Answer.is_official, MeToo.member_id.label("sharer")),
        )
        .outerjoin(Ticket, live)
        .outerjoin(Answer, Answer.id == Thread.solution_id)
        .outerjoin(MeToo, mine)
        .where(Thread.id.in_(bindparam("threads", expanding=True)))
    )


@cache
def _banner_rows() -> Any:
    """Built once: putting it together costs more than running it."""
    later = aliased(Ticket)
    newest = select(func.max(later.id)).where(later.source_id == Ticket.source_id)
    return (
        select(*_banner_columns())
        .outerjoin(Thread, Thread.id == Ticket.source_id)
        .outerjoin(Answer, Answer.id == Thread.solution_id)
        .join(TicketPromise, TicketPromise.ticket_id == Ticket.id)
        .join(CalendarVersion, CalendarVersion.id == TicketPromise.calendar_id)
        .join(StateMove, StateMove.ticket_id == Ticket.id)
        .where(Ticket.source_id.in_(bindparam("threads", expanding=True)))
        .where(Ticket.state.not_in(NOT_SHOWN))
        .where(Ticket.id == newest.scalar_subquery())
        .order_by(Ticket.id, StateMove.id, TicketPromise.clock)
    )


def _banner_columns() -> tuple[Any, ...]:
    return (
        *(Ticket.source_id, Ticket.reference, Ticket.state, Answer.is_official),
        *(TicketPromise.clock, TicketPromise.turn, TicketPromise.minutes, TicketPromise.may_pause),
        *(TicketPromise.began_at, TicketPromise.due_at, TicketPromise.met_at),
        *(TicketPromise.broken_at, CalendarVersion.facts),
        *(StateMove.state.label("moved_to"), StateMove.moved_at),
    )


def _banner(row: Row[Any]) -> Banner:
    return Banner(row.source_id, row.reference, State(row.state), row.is_official is False)


def _clock(row: Row[Any]) -> Clock:
    promised = Promised(calendar_from(row.facts), row.minutes, row.began_at, row.may_pause)
    return Clock(row.clock, row.turn, promised, row.due_at, row.met_at, row.broken_at)
