"""Work on the index: what is stale is read again, what is missing found, what is broken rebuilt."""

import time
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import timedelta

from forum.kernel.clock import now
from forum.kernel.db import fresh_reading, writing
from forum.kernel.errors import Resting
from search import actions, boundary, queries
from search.index import Busy, Engine

AT_ONCE = 5_000
"""So many documents become one segment at most: few segments are searched sooner than many."""
LONGEST_SECONDS = 60.0
SWAP_WAIT_SECONDS = 300.0
"""So long may others write at the most before a new index that took minutes is thrown away."""
KEEP_DRAINED = timedelta(hours=6)
FILES = {"missing", "old", "changed", "unreadable"}
"""What is wrong with files, which whoever mends them can see too."""


def refresh() -> None:
    """Read what is stale from the database into the index."""
    if boundary.state() != "ok":
        rebuild()
    elif boundary.write(_drain):
        return
    with fresh_reading():
        waits = queries.count_stale()
    if waits:
        with writing():
            actions.plan_drain("again")


def look_again() -> None:
    """Find what nobody told the index of, an import for instance; forget what is long done."""
    if boundary.state() != "ok":
        rebuild()
        return
    with fresh_reading():
        expected = queries.expected()
        contents = {key: who for key, (_, who) in boundary.engine().contents().items()}
    wrong = {key for key, _ in expected.items() ^ contents.items()}
    with writing():
        for kind in sorted({kind for kind, _ in wrong}):
            actions.mark_stale(kind, (id_ for name, id_ in wrong if name == kind))
        actions.forget_drained(now() - KEEP_DRAINED)


def rebuild() -> int:
    """Build the index anew beside the old one and swap; how many documents changed in it."""
    changed: list[int] = []
    if not boundary.write(lambda index: changed.append(_rebuild(index))):
        raise Resting("The search index could not be built. It is tried again in a minute.")
    return sum(changed)


def begin_anew() -> None:
    """No index is better than that of another place: the worker builds one while people are
    answered by the database.
    """
    boundary.engine().put_away()
    with writing():
        actions.plan_mending(f"anew-{now().timestamp()}", "missing")


def mend(why: str) -> None:
    """Build the index anew, unless what was wrong with its files has been put right already.

    On another machine than ours, where there are no such files, nothing is wrong with ours.
    """
    if why not in FILES or boundary.state() != "ok":
        rebuild()


def plan_mending(troubles: Iterable[str]) -> None:
    """Damaged files are mended within a minute. A fault in a search may be ours: once an hour."""
    why = min(troubles, key=lambda word: (word not in FILES, word != "Locked", word))
    often = 60 if why in FILES or why == "Locked" else 3600
    actions.plan_mending(f"{often}-{int(now().timestamp()) // often}", why)


def _drain(index: Engine) -> None:
    until = time.monotonic() + LONGEST_SECONDS
    with index.alone():
        while time.monotonic() < until:
            with fresh_reading():
                marks = queries.stale(AT_ONCE)
            if not marks:
                return
            index.write(queries.documents_of(marks), gone=marks)
            with writing():
                actions.note_drained(marks)


def _rebuild(index: Engine) -> int:
    with ExitStack() as stack:
        try:
            stack.enter_context(index.shelf.alone("rebuild", seconds=0))
        except Busy:
            return 0  # somebody else is at it
        before = _contents(index)
        _swap(index)
        return len({key for key, _ in before.items() ^ _contents(index).items()})


def _swap(index: Engine) -> None:
    began = now()
    folder = index.build(queries.all_documents())
    with index.alone(seconds=SWAP_WAIT_SECONDS):
        index.shelf.use(folder)
        with writing():
            actions.read_again_since(began)
    index.let_go()
    index.rests_until = 0.0


def _contents(index: Engine) -> dict[tuple[str, int], tuple[int, str]]:
    return index.contents() if boundary.state() == "ok" else {}
