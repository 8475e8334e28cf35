"""Keeps what was observed when people read: how often a thread was opened, and how far.

Reading time is one number for each member, never a list of what was read when.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from forum.accounts.models import Standing
from forum.kernel.db import SILENT, db, insert_once
from forum.threads.models import Thread, ThreadRead

LONGEST_GAP = timedelta(minutes=3)
Seen = tuple[int, int, int, datetime]


@dataclass
class Gain:
    """What one batch adds to somebody's reading."""

    seconds: int = 0
    threads: int = 0
    posts: int = 0


def count_views(thread_ids: Sequence[int]) -> None:
    """Add a batch of openings to the threads; rows in id order, so that no two batches deadlock."""
    for thread_id, times in sorted(Counter(thread_ids).items()):
        seen = update(Thread).where(Thread.id == thread_id)
        db.execute(seen.values(views=Thread.views + times), execution_options=SILENT)


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
    gain = Gain(seconds=_reading_seconds(last, (page[3] for page in pages)))
    for _, thread_id, number, at in pages:
        _read_up_to(member_id, thread_id, number, at, gain)
    _add(member_id, gain)


def _reading_seconds(last: datetime | None, moments: Iterable[datetime]) -> int:
    """Gaps between one page and the next, each counted as three minutes at most."""
    total = timedelta()
    for moment in moments:
        if last is not None and moment > last:
            total += min(moment - last, LONGEST_GAP)
        last = max(moment, last or moment)
    return round(total.total_seconds())


def _read_up_to(member_id: int, thread_id: int, number: int, at: datetime, gain: Gain) -> None:
    values = {"member_id": member_id, "thread_id": thread_id, "number": number, "read_at": at}
    if insert_once(ThreadRead, **values):
        gain.threads += 1
        gain.posts += 1 + number
        return
    read = db.get_one(ThreadRead, (member_id, thread_id), populate_existing=True)
    gain.posts += max(0, number - read.number)
    read.number, read.read_at = max(read.number, number), max(read.read_at, at)
    db.flush()


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
