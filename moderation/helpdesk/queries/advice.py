"""What would have become of last year's promises, had they been others."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from forum.kernel.clock import now
from forum.kernel.db import db
from forum.services.advising import PROMISES, Advice
from forum.services.hours import calendar_from
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.promises import DONE, Entry, Promised, deadline_of
from moderation.helpdesk.queries.incidents import incidents_of
from moderation.helpdesk.queries.kinds import kinds
from moderation.helpdesk.queries.logs import logs_of
from moderation.helpdesk.states import PRIORITIES, State

LOOKS_BACK = timedelta(days=365)
MOST = 2_000
WEIGHT = (Ticket.impact, Ticket.urgency)
HANDED_ON = (State.MERGED, State.WITHDRAWN)


def advice(service_id: int, facts: Mapping[str, Any]) -> list[Advice]:
    """For each clock: of the newest 2,000 tickets of a year, how many would have kept it.

    A ticket whose kind or priority has times of its own is not counted where these apply, nor one
    whose promise was neither met nor missed when it ended or by now. Where the service as proposed
    lets its clocks stand still under a known problem, that time is taken off.
    """
    calendar = calendar_from(facts["calendar"])
    found: dict[str, list[bool]] = {clock: [] for clock in PROMISES}
    ids, counts = _newest(service_id), bool(facts["counts_incidents"])
    known = {} if counts else incidents_of(ids)
    for row, log in _past(ids):
        if row.clock in _of_priority(facts, row):
            continue
        given = facts[PROMISES[row.clock]], row.began_at, row.may_pause, counts
        promised = Promised(calendar, *given, known.get(row.ticket_id, ()))
        kept = _would_have_been_kept(promised, log, met_at=row.met_at)
        if kept is not None:
            found[row.clock].append(kept)
    return [Advice(clock, sum(kept), len(kept)) for clock, kept in found.items()]


def _would_have_been_kept(promised: Promised, log: Sequence[Entry], *, met_at: Any) -> bool | None:
    """None while nobody can say."""
    moment = met_at or (log[-1].at if log and log[-1].state in DONE else now())
    in_time = moment <= deadline_of(promised, log, now=moment)
    return in_time if met_at else (None if in_time else False)


def _newest(service_id: int) -> list[int]:
    """Tickets of the year that were not handed on."""
    rows = (
        select(Ticket.id)
        .where(Ticket.service_id == service_id, Ticket.opened_at > now() - LOOKS_BACK)
        .where(Ticket.state.not_in(HANDED_ON))
        .order_by(Ticket.id.desc())
        .limit(MOST)
    )
    return list(db.scalars(rows))


def _past(ids: Sequence[int]) -> Iterator[tuple[Any, list[Entry]]]:
    """Every promise that its service made, with the states of its ticket."""
    own, logs = _with_own_times(), logs_of(ids)
    columns = (TicketPromise.ticket_id, TicketPromise.clock, Ticket.kind, *WEIGHT)
    times = (TicketPromise.began_at, TicketPromise.met_at, TicketPromise.may_pause)
    rows = select(*columns, *times).join(Ticket, Ticket.id == TicketPromise.ticket_id)
    for row in db.execute(rows.where(Ticket.id.in_(ids))):
        if (row.kind, row.clock) not in own:
            yield row, logs[row.ticket_id]


def _of_priority(facts: Mapping[str, Any], row: Any) -> Mapping[str, int]:
    """The clocks for which the service makes other promises at this priority."""
    found: Mapping[str, int] = (facts.get("by_priority") or {}).get(
        str(PRIORITIES[row.impact, row.urgency]), {}
    )
    return found


def _with_own_times() -> set[tuple[str, str]]:
    """Kinds whose times come from themselves, and for which clock."""
    known = kinds()
    first = {(code, "first_response") for code, kind in known.items() if kind.first_days}
    return first | {
        (code, "resolution")
        for code, kind in known.items()
        if kind.answer_days or kind.answer_months
    }
