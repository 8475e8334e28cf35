"""How often tickets changed hands, for each quarter that is over; few are not shown."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import func, select

from forum.kernel.db import db
from moderation.helpdesk.models import Ticket, TicketOwner
from moderation.helpdesk.states import State
from moderation.owners.models import TicketTransfer
from moderation.owners.wording import COUNTED
from moderation.reports.queries.few import Line, Note, Told, lines_of, told, total_told
from moderation.reports.queries.quarters import Quarter, finished_quarters

_IS_OWNED = TicketOwner.ticket_id == Ticket.id
FIGURES = {
    "all": "Tickets that ended",
    "0": "Stayed with one person",
    "1": "Passed on once",
    "2+": "Passed on twice or more",
    "mean": "Times passed on, on average",
}


def published() -> tuple[list[Quarter], list[Line]]:
    """Tickets that ended in a quarter and had a named person, by how often they were passed on."""
    since = db.scalar(select(func.min(Ticket.closed_at)).join(TicketOwner, _IS_OWNED))
    quarters = finished_quarters(since) if since else []
    columns = [_told(_counts(quarter)) for quarter in quarters]
    return quarters, lines_of(columns)


def _told(counts: Mapping[int, int]) -> dict[str, Told]:
    """The mean is shown only where every part of it is: it could give a small one away."""
    parts = {"0": counts.get(0, 0), "1": counts.get(1, 0)}
    parts["2+"] = sum(counts.values()) - parts["0"] - parts["1"]
    total = total_told(parts)
    shown = {FIGURES[name]: told(number) for name, number in parts.items()}
    return {FIGURES["all"]: total, **shown, FIGURES["mean"]: _mean(counts, total)}


def _mean(counts: Mapping[int, int], total: Told) -> Told:
    if total.note != Note.EXACT or not total.value:
        return Told(None, Note.NOT_SHOWN)
    passed_on = sum(times * number for times, number in counts.items())
    return Told(round(passed_on / sum(counts.values()), 2))


def _counts(quarter: Quarter) -> Counter[int]:
    """How many tickets were passed on how often."""
    times = select(func.count()).where(
        TicketTransfer.ticket_id == Ticket.id, TicketTransfer.state.in_(COUNTED)
    )
    each = times.correlate(Ticket).scalar_subquery()
    rows = select(each).select_from(Ticket).join(TicketOwner, _IS_OWNED)
    rows = rows.where(Ticket.closed_at >= quarter.begins, Ticket.closed_at < quarter.ends)
    return Counter(db.scalars(rows.where(Ticket.state != State.MERGED)))
