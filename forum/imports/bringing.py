"""Brings an archive in: reads, cleans and writes batch by batch, then folds what was earned.

A batch and the keys that mark it as done are one transaction. Whatever ends an import early, the
next run goes on where it ended, and a run of an archive that is here already changes nothing.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing

from sqlalchemy.exc import DBAPIError

from forum.imports.actions import write_down
from forum.imports.actions.known import posts_here
from forum.imports.batches import POSTS, Batch, cut
from forum.imports.cleaning import clean
from forum.imports.course import Course
from forum.imports.folding import fold_history
from forum.imports.records import Archive, ArchiveUnreadable, Records
from forum.imports.tally import Tally
from forum.kernel.db import fresh_reading, is_worth_another_try, writing

TRIES = 4
SMALL = 1_000
"""So few posts are cleaned before other processes have even started."""
MOST_CLEANERS = 2

Progress = Callable[[int], object]


def bring_in(
    records: Records,
    *,
    begun: Callable[[Archive], Progress] | None = None,
    posts: int = POSTS,
    is_enough: Callable[[Tally], bool] | None = None,
) -> Tally:
    """Everything a reader gives, so many `posts` at a time; raises ArchiveUnreadable.

    `begun` is told of the archive and gives what to call with the number of posts done. After each
    batch `is_enough` may end this run for now; it is told what has come of it so far.
    """
    course = Course(_archive(records))
    progress = begun(course.archive) if begun else _silent
    cuts = _unread(cut(course.sound(records), posts=posts), course.name)
    with closing(clean(cuts, processes=_cleaners(course.archive))) as batches:
        for batch in batches:
            course.tally.add(_written(batch, course.name))
            progress(len(batch.posts))
            if is_enough and is_enough(course.tally):
                course.tally.is_cut = True
                return course.finish()
    fold_history(course.name, as_of=course.last_moment)
    return course.finish()


def _archive(records: Records) -> Archive:
    first = next(records, None)
    if not isinstance(first, Archive):
        raise ArchiveUnreadable("There is nothing in this archive.")
    return first


def _silent(posts: int) -> None:
    """Nobody is watching."""


def _cleaners(archive: Archive) -> int:
    return 0 if archive.posts <= SMALL else min(MOST_CLEANERS, os.cpu_count() or 1)


def _unread(batches: Iterator[Batch], archive: str) -> Iterator[Batch]:
    for batch in batches:
        with fresh_reading():
            batch.here = posts_here(batch, archive=archive)
        yield batch


def _written(batch: Batch, archive: str) -> Tally:
    """In one transaction; again when another import of the same archive wrote it first."""
    for _ in range(TRIES - 1):
        try:
            return _write(batch, archive)
        except DBAPIError as error:
            if not is_worth_another_try(error):
                raise
    return _write(batch, archive)


def _write(batch: Batch, archive: str) -> Tally:
    with writing():
        return write_down(batch, archive=archive)
