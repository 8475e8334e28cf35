"""Tickets as a thread shows them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.services.hours import calendar_from
from forum.services.models import CalendarVersion
from forum.threads.models import Answer, MeToo, Thread
from moderation.helpdesk.models import LeftAlone, StateMove, Ticket, TicketPromise
from moderation.helpdesk.promises import Clock, Entry, Lasting, Promised
from moderation.helpdesk.queries.incidents import incidents_of
from moderation.helpdesk.states import State

NOT_SHOWN = (State.WITHDRAWN, State.MERGED)


@dataclass
class Banner:
    """What everybody may know of the ticket a thread or an idea became: nothing personal."""

    thread_id: int
    ticket_id: int
    reference: str
    state: State
    peer_solved_it: bool
    clocks: dict[str, Clock] = field(default_factory=dict)
    log: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Deed:
    """What one reader may do about a thread and its live ticket, if it has one.

    `spared` says why no rule brings it to the desk, `same_as` which live ticket it repeats.
    """

    thread_id: int
    author_id: int
    is_open: bool
    reference: str | None
    peer_solved_it: bool
    shares_problem: bool
    topic_id: int
    spared: str | None = None
    same_as: str | None = None


def banners(thread_ids: Sequence[int]) -> list[Banner]:
    """The newest ticket of each thread or idea with its promises and its log, in one query."""
    found: dict[int, Banner] = {}
    for row in db.execute(_banner_rows(), {"threads": list(thread_ids)}):
        banner = found.setdefault(row.source_id, _banner(row))
        if row.clock not in banner.clocks:
            banner.clocks[row.clock] = _clock(row)
        if row.clock == next(iter(banner.clocks)):
            banner.log.append(Entry(row.moved_to, row.moved_at))
    return _with_incidents(found.values())


def _with_incidents(banners: Collection[Banner]) -> list[Banner]:
    """Asked for only where a known problem may stop a clock."""
    stopped = {b.ticket_id for b in banners for c in b.clocks.values() if _may_be_stopped(c)}
    known = incidents_of(stopped) if stopped else {}
    for banner in banners:
        if here := known.get(banner.ticket_id):
            banner.clocks = {name: _under(clock, here) for name, clock in banner.clocks.items()}
    return list(banners)


def _may_be_stopped(clock: Clock) -> bool:
    return not clock.promised.counts_incidents


def _under(clock: Clock, known: tuple[Lasting, ...]) -> Clock:
    return clock._replace(promised=clock.promised._replace(incidents=known))


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
            topic_id=row.topic_id,
            spared=row.spared,
            same_as=row.same_as,
        )
        for row in db.execute(_deed_rows(), {"threads": list(thread_ids), "me": member.id})
    ]


@cache
def _deed_rows() -> Any:
    mine = and_(MeToo.thread_id == Thread.id, MeToo.member_id == bindparam("me"))
    live = and_(Ticket.source_id == Thread.id, Ticket.is_live)
    other = aliased(Ticket)
    return (
        select(
            *(Thread.id, Thread.author_id, Thread.topic_id, Thread.state, Thread.solution_id),
            *(Ticket.reference, Answer.is_official, MeToo.member_id.label("sharer")),
            *(LeftAlone.why.label("spared"), other.reference.label("same_as")),
        )
        .outerjoin(Ticket, live)
        .outerjoin(LeftAlone, LeftAlone.thread_id == Thread.id)
        .outerjoin(other, and_(other.id == LeftAlone.ticket_id, other.is_live))
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
        *(Ticket.source_id, Ticket.id, Ticket.reference, Ticket.state, Answer.is_official),
        *(TicketPromise.clock, TicketPromise.turn, TicketPromise.minutes, TicketPromise.may_pause),
        *(TicketPromise.began_at, TicketPromise.due_at, TicketPromise.met_at),
        *(TicketPromise.broken_at, TicketPromise.counts_incidents, CalendarVersion.facts),
        *(StateMove.state.label("moved_to"), StateMove.moved_at),
    )


def _banner(row: Row[Any]) -> Banner:
    return Banner(row.source_id, row.id, row.reference, State(row.state), row.is_official is False)


def _clock(row: Row[Any]) -> Clock:
    given = row.minutes, row.began_at, row.may_pause, row.counts_incidents
    promised = Promised(calendar_from(row.facts), *given)
    return Clock(row.clock, row.turn, promised, row.due_at, row.met_at, row.broken_at)
