"""Notes what the index has to read again, and plans the work on it."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from forum.kernel.clock import now
from forum.kernel.db import database, db
from forum.kernel.tasks import Work, plan
from search.documents import Key
from search.models import StaleDocument

DRAIN = "search.refresh"
MEND = "search.mend"
AT_ONCE = 1_000


def mark_stale(kind: str, ids: Iterable[int]) -> None:
    """The index reads these again soon; sorted, so that two markers cannot deadlock."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), AT_ONCE):
        _mark(kind, wanted[start : start + AT_ONCE])
    if wanted:
        plan_drain(f"{kind}-{wanted[0]}-{len(wanted)}")


def plan_drain(why: str) -> None:
    """Unless one waits that has not begun: locked, so that it cannot begin before we are done."""
    waits = select(Work.id).where(
        Work.name == DRAIN, Work.done_at.is_(None), Work.dead_at.is_(None), Work.attempts == 0
    )
    if db.scalar(waits.limit(1).with_for_update(read=True)) is None:
        plan(DRAIN, f"{why}-{now().timestamp()}", at=now())


def plan_mending(slot: str, why: str) -> None:
    """Once a slot, however many people have met the damage."""
    plan(MEND, slot, at=now(), why=why)


def note_drained(marks: dict[Key, int]) -> None:
    """Those that were marked again since they were read stay stale."""
    table = cast(Table, StaleDocument.__table__)
    read = (table.c[name] == bindparam(f"read_{name}") for name in ("kind", "subject_id", "marks"))
    rows = [
        {"read_kind": kind, "read_subject_id": id_, "read_marks": count}
        for (kind, id_), count in sorted(marks.items())
    ]
    if rows:
        drained = update(table).where(*read).values(drained_at=now())
        db.connection().execute(drained, rows)


def read_again_since(moment: datetime) -> None:
    """What the old index was given while the new one was built, the new one has to have too."""
    again = update(StaleDocument).where(StaleDocument.drained_at >= moment)
    _quietly(again.values(drained_at=None))
    plan_drain("rebuilt")


def forget_drained(before: datetime) -> None:
    db.query(StaleDocument).where(StaleDocument.drained_at < before).delete()


def _mark(kind: str, ids: list[int]) -> None:
    insert = sqlite.insert if database().is_sqlite else postgresql.insert
    rows = insert(cast(Table, StaleDocument.__table__))
    again = rows.on_conflict_do_update(
        index_elements=["kind", "subject_id"],
        set_={"marks": StaleDocument.marks + 1, "drained_at": None},
    )
    db.execute(again, [{"kind": kind, "subject_id": id_, "marks": 1} for id_ in ids])


def _quietly(change: object) -> None:
    db.execute(change, execution_options={"synchronize_session": False})  # type: ignore[call-overload]
