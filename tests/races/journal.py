"""What the programs were told had been done: the yardstick for what is there afterwards."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.races.programs import NOT_SENT, UNKNOWN, Reply

SURENESS = ("not sent", "refused", "unknown", "done")


@dataclass
class Mark:
    """A thing one person can set and take back: what it may be now, and whether that is sure."""

    may_be: set[Any] = field(default_factory=set)


class Fault(NamedTuple):
    """When the town said that something went wrong on its side, and how."""

    at: float
    said: str


@dataclass
class Journal:
    """Filled by several threads. A text is told from all others by its own words.

    `calls` are by door: what was brought to the desk, by the title or the thread it is known by.
    """

    texts: dict[str, str] = field(default_factory=dict)
    calls: dict[str, dict[Any, str]] = field(default_factory=lambda: defaultdict(dict))
    marks: dict[tuple[Any, ...], Mark] = field(default_factory=lambda: defaultdict(Mark))
    references: dict[str, int] = field(default_factory=dict)
    shown: dict[str, tuple[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note_text(self, text: str, reply: Reply) -> None:
        """What was acknowledged, or may be done, stays so whatever a second try brings."""
        self._note(self.texts, text, reply)

    def note_call(self, door: str, what: Any, reply: Reply) -> None:
        self._note(self.calls[door], what, reply)

    def note_reference(self, door: str, what: Any, reply: Reply) -> None:
        """The reference that somebody was shown with the yes; a mail is answered without one."""
        if reply.is_done and "reference" in reply.body:
            with self.lock:
                self.shown[reply.body["reference"]] = (door, what)

    def _note(self, noted: dict[Any, str], what: Any, reply: Reply) -> None:
        with self.lock:
            self._count(reply)
            known = noted.get(what, SURENESS[0])
            noted[what] = max(known, _outcome(reply), key=SURENESS.index)

    def note_mark(self, mark: tuple[Any, ...], value: Any, reply: Reply, *, was: Any) -> None:
        """`was` is what it is before anybody has touched it."""
        with self.lock:
            self._count(reply)
            known = self.marks[mark]
            known.may_be = known.may_be or {was}
            if reply.is_done:
                known.may_be = {value}
            elif _outcome(reply) == "unknown":
                known.may_be |= {value}

    def note_ticket(self, thread_id: int, reply: Reply) -> None:
        with self.lock:
            self._count(reply)
            if reply.is_done:
                self.references[reply.body["reference"]] = thread_id

    def _count(self, reply: Reply) -> None:
        self.counts[_outcome(reply)] += 1
        if reply.status >= 500:
            self.faults.append(Fault(time.monotonic(), f"{reply.status}: {reply.body}"))


def _outcome(reply: Reply) -> str:
    if reply.is_done:
        return "done"
    if reply.status >= 500:
        return "unknown"  # the database may have died between its yes and ours
    names = {UNKNOWN: "unknown", NOT_SENT: "not sent"}
    return names.get(reply.status, "refused")
