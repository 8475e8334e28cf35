"""What must be kept now: rows that a room further up writes, and that every deletion asks.

While a request under a law or a legal hold is open, nothing it covers is deleted by anybody, and
no timer forgets it. Whoever opens one writes here what it covers: a person, one subject (a
question, an idea, a ticket), a topic or a service. Whoever deletes asks here first. The database
asks too, before it deletes a row of a table that says `__kept__` (forum/kernel/guards.py).
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import structlog
from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    UniqueConstraint,
    delete,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.db import Model, db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.subjects import Subject

KEPT = (
    "This has to be kept: it belongs to a request or to a legal matter that is still open. Until "
    "that is over, not even staff can remove it. If it should not be seen, report it, and "
    "a moderator can take it out of sight."
)
PARTS = ("member", "subject", "topic", "service")

log = structlog.get_logger(__name__)


class Held(Model):
    """One thing that one cause covers. `cause` names it: `ticket:12` or `hold:3`."""

    __tablename__ = "held"
    __privacy__ = {"cause": "code"}
    __table_args__ = (
        CheckConstraint(
            "(case when member_id is null then 0 else 1 end)"
            " + (case when subject_id is null then 0 else 1 end)"
            " + (case when topic_id is null then 0 else 1 end)"
            " + (case when service_id is null then 0 else 1 end) = 1",
            name="one",
        ),
        *(UniqueConstraint(f"{part}_id", "cause") for part in PARTS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cause: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    subject_id: Mapped[int | None] = mapped_column(ForeignKey(Subject.id))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))


class Covered(NamedTuple):
    """A part of the place (see PARTS) and its number."""

    part: str
    id: int


def hold(cause: str, covered: Iterable[Covered]) -> None:
    """From now on this cause covers exactly that; nothing at all ends it. Twice is harmless."""
    wanted = set(covered)
    for one in covers_of(cause) - wanted:
        theirs = _column(one.part) == one.id
        db.execute(delete(Held).where(Held.cause == cause, theirs))
    for one in sorted(wanted):
        insert_once(Held, cause=cause, **{f"{one.part}_id": one.id})


def covers_of(cause: str) -> set[Covered]:
    rows = select(*(_column(part) for part in PARTS)).where(Held.cause == cause)
    return {
        Covered(part, id_)
        for row in db.execute(rows)
        for part, id_ in zip(PARTS, row, strict=True)
        if id_ is not None
    }


def causes(**parts: Iterable[Any]) -> list[str]:
    """What covers any of these: `members=`, `subjects=`, `topics=` and `services=` are numbers."""
    rows = select(Held.cause).where(or_(*_covering(parts))).distinct().order_by(Held.cause)
    return list(db.scalars(rows))


def is_held(**parts: Iterable[Any]) -> bool:
    return bool(causes(**parts))


def refuse_if_held(**parts: Iterable[Any]) -> None:
    """Raises Refused with what the person reads."""
    if is_held(**parts):
        raise Refused(KEPT)


def is_free(**columns: Any) -> ColumnElement[bool]:
    """In a query: nothing covers the row. `member=` and the like are columns of its table."""
    return ~exists().where(or_(*(_column(part) == column for part, column in columns.items())))


def covers_posts() -> bool:
    """Whether anything wider than one person is covered, under which any post may fall."""
    wider = or_(*(_column(part).is_not(None) for part in PARTS if part != "member"))
    return db.scalar(select(Held.id).where(wider).limit(1)) is not None


def note_kept(what: str, rows: Any) -> None:
    """Say in the log how many rows a timer has left, because they are covered."""
    if number := db.scalar(rows):
        log.info("kept under a hold", what=what, rows=number)


def _covering(parts: dict[str, Iterable[Any]]) -> Iterator[ColumnElement[bool]]:
    for part in PARTS:
        numbers = sorted({number for number in parts.get(f"{part}s", ()) if number is not None})
        yield _column(part).in_(numbers)


def _column(part: str) -> Any:
    return getattr(Held, f"{part}_id")
