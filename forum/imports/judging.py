"""Whether a record can be kept at all: its moments, and the length of its names."""

from datetime import UTC, datetime, timedelta

from forum.ideas.models import LONGEST_SUMMARY
from forum.imports.records import (
    Accepted,
    Category,
    Person,
    Proposal,
    Question,
    Record,
    Remark,
    Reply,
    Statement,
    Tag,
    Vote,
)
from forum.kernel.clock import now

LONGEST_KEY = 300
LONGEST_TITLE = 1_000
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
SLACK = timedelta(days=1)

NAMES: dict[type, tuple[str, ...]] = {
    Person: ("key", "name"),
    Category: ("key", "name"),
    Tag: ("name",),
    Question: ("key", "author_key", "old_address"),
    Reply: ("key", "author_key", "old_address"),
    Proposal: ("key", "author_key", "old_address"),
    Remark: ("key", "author_key"),
    Statement: ("key", "department"),
}
MOMENTS: dict[type, tuple[str, ...]] = {
    Person: ("joined_at", "last_seen_at"),
    Question: ("written_at", "edited_at"),
    Reply: ("written_at", "edited_at"),
    Accepted: ("at",),
    Vote: ("at",),
    Proposal: ("written_at", "published_at", "decided_at"),
    Remark: ("written_at",),
    Statement: ("written_at",),
}


def fault_of(record: Record) -> str:
    """The sentence to report, empty when the record can be kept."""
    if any(len(name) > LONGEST_KEY for name in _names(record)):
        return f"A name or an address here is longer than {LONGEST_KEY} characters."
    if isinstance(record, Question | Proposal) and len(record.title) > LONGEST_TITLE:
        return f"The title is longer than {LONGEST_TITLE:,} characters."
    if isinstance(record, Statement) and not 1 <= len(record.summary) <= LONGEST_SUMMARY:
        return f"The summary of the reply is not between 1 and {LONGEST_SUMMARY} characters long."
    if not all(EARLIEST <= moment <= now() + SLACK for moment in _moments(record)):
        return "Its date is before 1970 or still to come, so it cannot be right."
    return ""


def _names(record: Record) -> list[str]:
    return [getattr(record, name) or "" for name in NAMES.get(type(record), ())]


def _moments(record: Record) -> list[datetime]:
    found = (getattr(record, name) for name in MOMENTS.get(type(record), ()))
    return [moment for moment in found if moment is not None]
