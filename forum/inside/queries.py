"""Questions asked of notes behind the scenes; none of them changes anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.inside import policy
from forum.inside.kinds import State
from forum.inside.models import InsideNote
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST, Page, moment, page_of, position
from forum.services.models import Service

SIZE = 20
GONE = "We cannot find this page. Not everybody can read it, or it was put away."
PUBLIC_SINCE = func.coalesce(InsideNote.settled_at, InsideNote.public_at)


@dataclass(frozen=True, slots=True)
class Line:
    """A note as a list shows it; `since` is from when on everybody reads it, None for never."""

    id: int
    kind: str
    title: str
    state: str
    service: str
    planned_for: date | None
    outcome: str | None
    published_at: datetime | None
    since: datetime | None


def visible_note(note_id: int, *, to: Member | None, lock: bool = False) -> InsideNote:
    """Raises Missing when there is none, or none for this reader."""
    rows = select(InsideNote).where(InsideNote.id == min(note_id, LARGEST))
    rows = rows.with_for_update() if lock else rows.options(joinedload(InsideNote.service))
    note = db.scalar(rows.execution_options(populate_existing=True))
    if note is None or not policy.may_see(to, note, at=now()):
        raise Missing(GONE)
    return note


def inside_for(member: Member | None, *, cursor: str | None = None, size: int = SIZE) -> Page[Line]:
    """What this reader may read before everybody does, the newest first."""
    rows = _lines().where(InsideNote.state == State.PUBLISHED)
    rows = rows.where(InsideNote.kind.in_(policy.kinds_for(member)))
    return _newest_first(rows, cursor, size)


def announced(*, cursor: str | None = None, size: int = SIZE) -> Page[Line]:
    """What everybody reads: the one told last first."""
    rows = _lines().where(InsideNote.state == State.PUBLISHED)
    rows = rows.where(or_(InsideNote.outcome.is_not(None), InsideNote.public_at <= now()))
    if place := position(cursor, str, int):
        rows = rows.where(tuple_(PUBLIC_SINCE, InsideNote.id) < (moment(place[0]), place[1]))
    rows = rows.order_by(PUBLIC_SINCE.desc(), InsideNote.id.desc()).limit(size + 1)
    return page_of(_found(rows), size, _told_at)


def for_staff(*, cursor: str | None = None, size: int = SIZE) -> Page[Line]:
    """Every note, drafts first, then the newest."""
    drafts_first = case((InsideNote.state == State.DRAFT, 0), else_=1)
    rows = _lines()
    if place := position(cursor, int, int):
        rows = rows.where(tuple_(drafts_first, -InsideNote.id) > (place[0], -place[1]))
    rows = rows.order_by(drafts_first, InsideNote.id.desc()).limit(size + 1)
    return page_of(_found(rows), size, lambda one: (int(one.state != State.DRAFT), one.id))


def newest_for(member: Member, *, most: int) -> Sequence[Line]:
    """For one's own page."""
    return inside_for(member, size=most).items


def _newest_first(rows: Any, cursor: str | None, size: int) -> Page[Line]:
    if place := position(cursor, int):
        rows = rows.where(InsideNote.id < place[0])
    rows = rows.order_by(InsideNote.id.desc()).limit(size + 1)
    return page_of(_found(rows), size, lambda one: (one.id,))


def _lines() -> Any:
    columns = (InsideNote.id, InsideNote.kind, InsideNote.title, InsideNote.state, Service.name)
    rows = select(*columns, InsideNote.planned_for, InsideNote.outcome, InsideNote.published_at)
    rows = rows.add_columns(InsideNote.settled_at, InsideNote.public_at)
    return rows.join(Service, Service.id == InsideNote.service_id)


def _found(rows: Any) -> list[Line]:
    return [_line(row) for row in db.execute(rows)]


def _line(row: Any) -> Line:
    *told, settled_at, public_at = row
    line: list[Any] = [*told, settled_at or public_at]
    return Line(*line)


def _told_at(one: Line) -> tuple[str, int]:
    return (one.since.isoformat() if one.since else "", one.id)
