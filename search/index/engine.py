"""Finds documents in the index on disk and writes them there; knows no database and no page."""

import os
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, LockError

from search.documents import Document, Key
from search.index.memory import Memory
from search.index.ranking import COMPARED, Best, Wanted, best, like, match, newer_up, shared
from search.index.reading import Reading
from search.index.shelf import Busy, Damaged, Locked, Shelf, check, generation, write_down
from search.index.words import fields_of, key_of, read_key, schema

LOOK_AGAIN_SECONDS = 0.25
WAIT_SECONDS = 10.0
MEMORY_MB = 64
TRIES = 3
LOOKED_THROUGH = 500


@dataclass(frozen=True)
class Hit:
    """`shared` is how much of the words of a title its own title has, for what is similar."""

    kind: str
    id: int
    score: float
    shared: float = 0.0


@dataclass(frozen=True)
class Hits:
    """The best ones and how many there are of each kind.

    `is_loose`: some hold only some of the words. `is_fallback`: the index could not be used.
    """

    best: Sequence[Hit] = ()
    counts: dict[str, int] = field(default_factory=dict)
    solved: int = 0
    is_loose: bool = False
    is_fallback: bool = False


class Engine:
    """One index, held open by each process and looked at again four times a second."""

    def __init__(self, root: Path) -> None:
        self.shelf = Shelf(root)
        self._lock = threading.Lock()
        self._held: _Held | None = None
        self._memory = Memory()
        self.rests_until = 0.0

    def find(self, wanted: Wanted, *, sees: Sequence[str], most: int) -> Hits:
        with self._lock:
            reading = self._current()
            matched = match(reading, wanted, sees)
            ids = matched.of_kind(wanted.kind)
            solved = len(reading.ids("solved", "yes") & ids)
            hits = _hits(reading, matched.best(ids, most))
            return Hits(hits, matched.counts(), solved, matched.is_loose)

    def similar(
        self,
        kind: str,
        *,
        title: Sequence[str],
        body: Sequence[str],
        sees: Sequence[str],
        before: datetime | None,
        moment: datetime,
        most: int,
    ) -> list[Hit]:
        """The documents of a kind that are most like these terms at a moment, the best first."""
        with self._lock:
            reading = self._current()
            scores = like(reading, kind, title=title, body=body, sees=sees)
            dated = (
                (number, score, reading.stored(number)["made_at"])
                for number, score in best(scores, LOOKED_THROUGH if before else COMPARED)
            )
            older = (one for one in dated if before is None or one[-1] <= before.timestamp())
            found = newer_up(islice(older, COMPARED), moment.timestamp())[:most]
            return _hits(reading, found, shared(reading, title, dict(found)))

    def contents(self) -> dict[Key, tuple[int, str]]:
        """Fingerprint and visibility of all it holds, to be compared with the database."""
        with self._lock:
            stored = self._current().everything()
            return {read_key(s["key"]): (s["fingerprint"], s["visibility"]) for s in stored}

    def look(self) -> None:
        """Raises Damaged when it cannot be used."""
        with self._lock:
            self._look_again(self.shelf.current())

    def alone(self, *, seconds: float | None = None) -> AbstractContextManager[None]:
        """Whoever writes, or changes which index is used, does it inside. Raises Busy."""
        return self.shelf.alone("writing", seconds=WAIT_SECONDS if seconds is None else seconds)

    def write(self, documents: Iterable[Document], *, gone: Iterable[Key] = ()) -> None:
        """Take those out that are gone or read again, add documents or replace them: one commit."""
        folder = self.shelf.current()
        check(folder)
        _commit(folder, documents, gone)

    def build(self, documents: Iterable[Document]) -> Path:
        """A new index beside the one in use; `shelf.use` puts it in its place."""
        folder = self.shelf.new_folder()
        FileStorage(str(folder), supports_mmap=False).create_index(schema())
        _commit(folder, documents)
        return folder

    def put_away(self) -> None:
        """From now on there is none, until one is built."""
        self.shelf.forget()
        self.let_go()

    def let_go(self) -> None:
        """Close it; the next search opens it anew."""
        with self._lock:
            self._replace(None)

    def _current(self) -> Reading:
        if self._held is None or not self._held.is_fresh:
            self._look_again(self.shelf.current())
        assert self._held is not None
        return self._held.reading

    def _look_again(self, folder: Path) -> None:
        check(folder)
        place = folder, generation(folder), os.getpid()
        if self._held is None or self._held.place != place:
            self._replace(_opened(folder, self._memory))
        elif self._held:
            self._held.looked_at = time.monotonic()

    def _replace(self, held: "_Held | None") -> None:
        before, self._held = self._held, held
        if before is not None:
            before.reader.close()


@dataclass
class _Held:
    """What this very process has open; after a fork the child opens its own."""

    place: tuple[Path, int, int]
    reader: Any
    reading: Reading
    looked_at: float = field(default_factory=time.monotonic)

    @property
    def is_fresh(self) -> bool:
        is_ours = self.place[-1] == os.getpid()
        return is_ours and time.monotonic() - self.looked_at < LOOK_AGAIN_SECONDS


def _opened(folder: Path, memory: Memory) -> _Held:
    """Not mapped into memory: reading a mapped file that was cut off ends the whole process."""
    for attempt in range(1, TRIES + 1):
        number = generation(folder)
        try:
            reader = _index(folder).reader()
        except (OSError, EmptyIndexError) as error:
            # A commit between the two takes the files away that were just going to be opened.
            if attempt == TRIES or number == generation(folder):
                raise Damaged("unreadable") from error
        else:
            return _Held((folder, number, os.getpid()), reader, Reading(reader, memory))
    raise AssertionError("unreachable")


def _index(folder: Path) -> Any:
    return FileStorage(str(folder), supports_mmap=False).open_index(schema=schema())


def _commit(folder: Path, documents: Iterable[Document], gone: Iterable[Key] = ()) -> None:
    writer = _writer(_index(folder))
    try:
        for key in gone:
            writer.delete_by_term("key", key_of(*key))
        for document in documents:
            writer.update_document(**fields_of(document))
        writer.commit()
    finally:
        if not writer.is_closed:
            writer.cancel()
    write_down(folder)


def _writer(index: Any) -> Any:
    try:
        return index.writer(timeout=WAIT_SECONDS, limitmb=MEMORY_MB)
    except LockError as error:
        raise Locked from error


def _hits(reading: Reading, found: Best, alike: dict[int, float] | None = None) -> list[Hit]:
    keys = [read_key(reading.stored(number)["key"]) for number, _ in found]
    return [
        Hit(*key, score, alike[number] if alike else 0.0)
        for key, (number, score) in zip(keys, found, strict=True)
    ]


__all__ = ["Busy", "Damaged", "Engine", "Hit", "Hits", "Locked", "Wanted"]
