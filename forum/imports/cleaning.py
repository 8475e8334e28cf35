"""Turns the texts of batches into safe HTML, side by side with reading and writing.

Cleaning takes most of the time of an import, so it is spread over the cores of the machine.
"""

import json
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from contextlib import ExitStack
from typing import IO, Self, cast

from forum.imports.batches import Batch
from forum.imports.cleaner import Cleaned, cleaned_all
from forum.kernel.errors import Refused

STOPPED = (
    "A process that cleans texts has stopped; perhaps memory ran out. "
    "Run the import again: it goes on where it ended."
)
Texts = Sequence[Sequence[str]]


def clean(batches: Iterable[Batch], *, processes: int) -> Generator[Batch, None, None]:
    """The batches in their order with their HTML; none of the processes has two at a time.

    Without processes the texts are cleaned here, which is quicker for a small archive.
    """
    if not processes:
        yield from (_with_html(batch, cleaned_all(_texts(batch))) for batch in batches)
        return
    with ExitStack() as running:
        idle = deque(running.enter_context(Cleaner()) for _ in range(processes))
        busy: deque[tuple[Batch, Cleaner]] = deque()
        for batch in batches:
            done = _finished(busy, idle) if not idle else None
            busy.append((batch, _begun(batch, idle)))
            if done:
                yield done
        while busy:
            yield _finished(busy, idle)


class Cleaner:
    """One process, which has at most one batch."""

    def __init__(self) -> None:
        program = [sys.executable, "-m", "forum.imports.cleaner"]
        self._process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def take(self, texts: Texts) -> None:
        to = cast(IO[bytes], self._process.stdin)
        try:
            to.write(json.dumps(texts).encode() + b"\n")
            to.flush()
        except BrokenPipeError as ended:
            raise Refused(STOPPED) from ended

    def give(self) -> list[Cleaned]:
        line = cast(IO[bytes], self._process.stdout).readline()
        if not line.endswith(b"\n"):
            raise Refused(STOPPED)
        return cast(list[Cleaned], json.loads(line))


def _texts(batch: Batch) -> Texts:
    return [(post.markup, post.body) for post in batch.unread]


def _begun(batch: Batch, idle: deque[Cleaner]) -> Cleaner:
    cleaner = idle.popleft()
    cleaner.take(_texts(batch))
    return cleaner


def _finished(busy: deque[tuple[Batch, Cleaner]], idle: deque[Cleaner]) -> Batch:
    batch, cleaner = busy.popleft()
    done = _with_html(batch, cleaner.give())
    idle.append(cleaner)
    return done


def _with_html(batch: Batch, texts: list[Cleaned]) -> Batch:
    for post, (html, fault) in zip(batch.unread, texts, strict=True):
        batch.html[post.key] = html
        if fault:
            batch.faults[post.key] = fault
    return batch
