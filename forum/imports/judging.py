"""Whether a record can be kept at all: its moments, and the length of its names."""

from datetime import UTC, datetime, timedelta

from forum.imports.records import Accepted, Category, Person, Question, Record, Reply, Tag, Vote
from forum.kernel.clock import now

LONGEST_KEY = 300
LONGEST_TITLE = 1_000
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
SLACK = timedelta(days=1)


def fault_of(record: Record) -> str:
    """The sentence to report, empty when the record can be kept."""
    if any(len(name) > LONGEST_KEY for name in _names(record)):
        return f"A name or an address here is longer than {LONGEST_KEY} characters."
    if isinstance(record, Question) and len(record.title) > LONGEST_TITLE:
        return f"The title is longer than {LONGEST_TITLE:,} characters."
    if not all(EARLIEST <= moment <= now() + SLACK for moment in _moments(record)):
        return "Its date is before 1970 or still to come, so it cannot be right."
    return ""


def _names(record: Record) -> list[str]:
    match record:
        case Person():
            return [record.key, record.name]
        case Category():
            return [record.key, record.name or ""]
        case Tag():
            return [record.name]
        case Question():
            return [record.key, record.author_key, record.old_address]
        case Reply():
            return [record.key, record.author_key, record.old_address or ""]
        case _:
            return []


def _moments(record: Record) -> list[datetime]:
    match record:
        case Person():
            found = [record.joined_at, record.last_seen_at]
        case Question() | Reply():
            found = [record.written_at, record.edited_at]
        case Accepted() | Vote():
            found = [record.at]
        case _:
            return []
    return [moment for moment in found if moment is not None]
