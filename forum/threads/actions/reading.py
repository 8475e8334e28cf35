"""Keeps what was observed when people read: how often a thread was opened, and how far.

Reading time is one number for each member, never a list of what was read when.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, bindparam, func, select, update

from forum.accounts.models import Standing
from forum.kernel.db import SILENT, db, insert_missing, insert_once
from forum.threads.models import Thread, ThreadRead

LONGEST_GAP = timedelta(minutes=3)
Seen = tuple[int, int, int, datetime]
Reached = tuple[int, datetime]

_THREAD = cast(Table, Thread.__table__)
_READ = cast(Table, ThreadRead.__table__)
_MOVE_ON = (
    update(_READ)
    .where(_READ.c.member_id == bindparam("to_member_id"))
    .where(_READ.c.thread_id == bindparam("to_thread_id"))
    .values(number=bindparam("to_number"), read_at=bindparam("to_read_at"))
)


@dataclass
class Gain:
    """What one batch adds to somebody's reading."""

    seconds: int = 0
    threads: int = 0
    posts: int = 0


def count_views(thread_ids: Sequence[int]) -> None:
    """Add a batch of openings to the threads; rows in id order, so that no two batches deadlock."""
    opened = [{"thread": id_, "times": n} for id_, n in sorted(Counter(thread_ids).items())]
    views = _THREAD.c.views + bindparam("times")
    db.execute(
        update(_THREAD).where(_THREAD.c.id == bindparam("thread")).values(views=views), opened
    )


def note_reading(batch: Sequence[Seen]) -> None:
    """Each is (member, thread, highest answer number shown, moment)."""
    by_member: dict[int, list[Seen]] = defaultdict(list)
    for seen in batch:
        by_member[seen[0]].append(seen)
    for member_id, pages in sorted(by_member.items()):
        _note(member_id, sorted(pages, key=lambda page: page[3]))


def _note(member_id: int, pages: Sequence[Seen]) -> None:
    """The standing row is locked first, so that two batches about one person queue up."""
    insert_once(Standing, member_id=member_id)
    db.scalar(select(Standing.member_id).where(Standing.member_id == member_id).with_for_update())
    last = db.scalar(select(func.max(ThreadRead.read_at)).where(ThreadRead.member_id == member_id))
    gain = _read_on(member_id, _furthest(pages))
    gain.seconds = _reading_seconds(last, (page[3] for page in pages))
    _add(member_id, gain)


def _reading_seconds(last: datetime | None, moments: Iterable[datetime]) -> int:
    """Gaps between one page and the next, each counted as three minutes at most."""
    total = timedelta()
    for moment in moments:
        if last is not None and moment > last:
            total += min(moment - last, LONGEST_GAP)
        last = max(moment, last or moment)
    return round(total.total_seconds())


def _furthest(pages: Sequence[Seen]) -> dict[int, Reached]:
    """For each thread the highest number shown and the last moment it was open."""
    reached: dict[int, Reached] = {}
    for _, thread_id, number, at in pages:
        before = reached.get(thread_id, (number, at))
        reached[thread_id] = (max(before[0], number), max(before[1], at))
    return reached


def _read_on(member_id: int, reached: dict[int, Reached]) -> Gain:
    """Three statements, however many threads were open."""
    before = _read_before(member_id, list(reached))
    new = {id_: here for id_, here in reached.items() if id_ not in before}
    further = {id_: _later(before[id_], reached[id_]) for id_ in sorted(before)}
    insert_missing(ThreadRead, [_row(member_id, *one) for one in sorted(new.items())])
    if further:
        db.execute(_MOVE_ON, [_row(member_id, *one, mark="to_") for one in further.items()])
    posts = sum(1 + number for number, _ in new.values())
    posts += sum(number - before[id_][0] for id_, (number, _) in further.items())
    return Gain(threads=len(new), posts=posts)


def _read_before(member_id: int, thread_ids: Sequence[int]) -> dict[int, Reached]:
    mine = select(ThreadRead.thread_id, ThreadRead.number, ThreadRead.read_at)
    mine = mine.where(ThreadRead.member_id == member_id, ThreadRead.thread_id.in_(thread_ids))
    return {id_: (number, at) for id_, number, at in db.execute(mine)}


def _later(before: Reached, here: Reached) -> Reached:
    return max(before[0], here[0]), max(before[1], here[1])


def _row(member_id: int, thread_id: int, reached: Reached, mark: str = "") -> dict[str, Any]:
    facts: dict[str, Any] = {"member_id": member_id, "thread_id": thread_id}
    facts |= {"number": reached[0], "read_at": reached[1]}
    return {f"{mark}{name}": fact for name, fact in facts.items()}


def _add(member_id: int, gain: Gain) -> None:
    grown = update(Standing).where(Standing.member_id == member_id)
    db.execute(
        grown.values(
            reading_seconds=Standing.reading_seconds + gain.seconds,
            threads_read=Standing.threads_read + gain.threads,
            posts_read=Standing.posts_read + gain.posts,
        ),
        execution_options=SILENT,
    )
