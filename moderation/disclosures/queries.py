"""What stands in the log of disclosures, and what of a request must never stand there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.errors import Gone, Missing
from forum.kernel.paging import Page, moment, page_of, position
from forum.kernel.site import site
from moderation.disclosures.matching import phones_in
from moderation.disclosures.models import Disclosure
from moderation.disclosures.references import read_reference
from moderation.disclosures.wording import LISTED
from moderation.helpdesk.models import Ticket, TicketEntry
from moderation.helpdesk.promises import answered_at
from moderation.helpdesk.queries import log_of

SIZE = 20
NOT_HERE = "We cannot find an answer with this reference."
TAKEN_OFF = "This was taken off the list."
YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Only:
    """What somebody wants to see of the log."""

    year: int | None = None
    service_id: int | None = None


def listed(only: Only, *, cursor: str | None = None, size: int = SIZE) -> Page[Disclosure]:
    """Those answered last first."""
    key = (Disclosure.answered_at, Disclosure.ticket_id)
    rows = _public().order_by(*(column.desc() for column in key))
    for condition in _conditions(only):
        rows = rows.where(condition)
    if after := position(cursor, str, int):
        rows = rows.where(tuple_(*key) < tuple_(moment(after[0]), after[1]))
    found = db.scalars(rows.limit(size + 1)).all()
    return page_of(found, size, lambda one: [one.answered_at.isoformat(), one.ticket_id])


def disclosure_called(reference: str) -> Disclosure:
    """Raises Missing, or Gone for one that was taken off."""
    rows = select(Disclosure).options(joinedload(Disclosure.service))
    found = db.scalar(rows.where(Disclosure.reference == read_reference(reference)))
    if found is None:
        raise Missing(NOT_HERE)
    if found.taken_off_at is not None:
        raise Gone(TAKEN_OFF)
    return found


def years() -> list[int]:
    """Those in which anything was answered, the last one first."""
    ends = select(func.min(Disclosure.answered_at), func.max(Disclosure.answered_at))
    first, last = db.execute(ends.where(Disclosure.taken_off_at.is_(None))).one()
    zone = ZoneInfo(site().zone)
    if first is None or last is None:
        return []
    return [*range(last.astimezone(zone).year, first.astimezone(zone).year - 1, -1)]


def disclosure_of(ticket: Ticket, *, lock: bool = False) -> Disclosure | None:
    """Published or taken off."""
    return db.get(Disclosure, ticket.id, with_for_update=lock, populate_existing=lock)


def when_answered(ticket: Ticket) -> datetime | None:
    """None for what cannot stand in the log: another kind, or not answered yet."""
    return answered_at(log_of(ticket.id)) if ticket.kind == LISTED else None


def told_of(ticket: Ticket) -> list[str]:
    """Names, addresses and numbers by which somebody could tell who asked."""
    opener = ticket.opener
    told = [*names_of(ticket), ticket.contact_email, opener.email if opener else None]
    words = select(TicketEntry.body).where(TicketEntry.ticket_id == ticket.id)
    words = words.where(~TicketEntry.is_from_staff)
    numbers = {number for body in db.scalars(words) for number in phones_in(body)}
    return [one for one in [*told, *sorted(numbers)] if one]


def names_of(ticket: Ticket) -> list[str]:
    found = [ticket.contact_name, ticket.opener.name if ticket.opener else None]
    return [name for name in found if name]


def lately(only: Only) -> Sequence[Disclosure]:
    """For the feed."""
    return listed(only).items


def _public() -> Select[Disclosure]:
    rows = select(Disclosure).options(joinedload(Disclosure.service))
    return rows.where(Disclosure.taken_off_at.is_(None))


def _conditions(only: Only) -> list[Any]:
    found: list[Any] = []
    if only.service_id is not None:
        found.append(Disclosure.service_id == only.service_id)
    if only.year is not None:
        zone = ZoneInfo(site().zone)
        first = datetime(only.year, 1, 1, tzinfo=zone).astimezone(UTC)
        after = datetime(only.year + 1, 1, 1, tzinfo=zone).astimezone(UTC)
        found += [Disclosure.answered_at >= first, Disclosure.answered_at < after]
    return found
