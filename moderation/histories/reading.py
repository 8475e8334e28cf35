"""Reads a table of service requests, one on each row, as city halls publish them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from forum.imports.entries import Entry
from forum.imports.records import ArchiveUnreadable, LeftOut, Refused
from forum.imports.sheets import Sheet, open_sheet
from forum.imports.values import Fields, Unreadable, line, optional_text, short, text

COLUMNS = {
    "id": ("id", "unique_key", "service_request_id"),
    "opened_at": ("opened_at", "created_date", "requested_datetime"),
    "closed_at": ("closed_at", "closed_date"),
    "type": ("type", "complaint_type", "service_name"),
    "detail": ("detail", "descriptor"),
    "service": ("service", "agency_name", "agency_responsible"),
}
"""What we read, and what others call it: NYC 311 and Open311 among them."""
NEEDED = ("id", "opened_at", "closed_at", "type")
NOT_CLOSED = "Only requests that are closed are history."
NOT_READ = "No column of this name is read: what people wrote and where they live stays outside."
ENDS_EARLY = "It was closed before it was opened."
STILL_TO_COME = "It was closed at a moment that is still to come."


@dataclass(frozen=True)
class Closed:
    """One closed request, with its moments in UTC; `service` is a name and may be empty."""

    where: str
    key: str
    what: str
    title: str
    service: str
    opened_at: datetime
    closed_at: datetime


Read = Iterator[Closed | Refused | LeftOut]


def read(path: Path, *, zone: ZoneInfo, now: datetime) -> tuple[str, Read]:
    """The name of the table, and its rows; moments without a zone are by the clock of `zone`.

    ArchiveUnreadable, before anything is written, when a column is missing.
    """
    sheet = open_sheet(path, needed=())
    names = _names(sheet)
    return sheet.name, _rows(sheet, names, zone=zone, now=now)


def _names(sheet: Sheet) -> dict[str, str]:
    """Ours -> that of the table."""
    found = {
        ours: next((name for name in theirs if name in sheet.columns), "")
        for ours, theirs in COLUMNS.items()
    }
    if missing := [ours for ours in NEEDED if not found[ours]]:
        named = ", ".join(f"“{name}”" for name in missing)
        raise ArchiveUnreadable(f"The first line does not name the columns that we need: {named}.")
    return {ours: theirs for ours, theirs in found.items() if theirs}


def _rows(sheet: Sheet, names: Mapping[str, str], *, zone: ZoneInfo, now: datetime) -> Read:
    open_ones = 0
    for entry in sheet.entries():
        if isinstance(entry, Refused):
            yield entry
        elif names["closed_at"] not in entry.fields:
            open_ones += 1
        else:
            yield _closed(entry, names, zone=zone, now=now)
    if open_ones:
        yield LeftOut(what="requests that are not closed", count=open_ones, why=NOT_CLOSED)
    if unread := [name for name in sheet.columns if name not in names.values()]:
        yield LeftOut(what="columns", count=len(unread), why=NOT_READ)


def _closed(
    entry: Entry, names: Mapping[str, str], *, zone: ZoneInfo, now: datetime
) -> Closed | Refused:
    fields = {ours: entry.fields.get(theirs) for ours, theirs in names.items()}
    try:
        opened, closed = (_moment(fields, name, zone) for name in ("opened_at", "closed_at"))
        if closed < opened:
            raise Unreadable(ENDS_EARLY)
        if closed > now:
            raise Unreadable(STILL_TO_COME)
        what, detail = short(line(fields, "type"), most=100), optional_text(fields, "detail")
        title = short(f"{what}: {detail}" if detail.strip() else what, most=150)
        service = short(optional_text(fields, "service"), most=100)
        return Closed(entry.where, line(fields, "id"), what, title, service, opened, closed)
    except Unreadable as problem:
        return Refused(where=entry.where, why=str(problem))


def _moment(fields: Fields, name: str, zone: ZoneInfo) -> datetime:
    try:
        found = datetime.fromisoformat(text(fields, name).strip())
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise Unreadable(f"“{name}” is not a date and time.") from wrong
