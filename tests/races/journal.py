"""What the programs were told had been done: the yardstick for what is there afterwards."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.races.programs import NOT_SENT, UNKNOWN, Reply

SURENESS = ("not sent", "refused", "unknown", "done")


@dataclass
class Mark:
    """A thing one person can set and take back: what it may be now, and whether that is sure."""

    may_be: set[Any] = field(default_factory=set)


@dataclass
class Journal:
    """Filled by several threads. A text is told from all others by its own words."""

    texts: dict[str, str] = field(default_factory=dict)
    marks: dict[tuple[Any, ...], Mark] = field(default_factory=lambda: defaultdict(Mark))
    references: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note_text(self, text: str, reply: Reply) -> None:
        """What was acknowledged, or may be done, stays so whatever a second try brings."""
        with self.lock:
            self._count(reply)
            known = self.texts.get(text, SURENESS[0])
            self.texts[text] = max(known, _outcome(reply), key=SURENESS.index)

    def note_mark(self, mark: tuple[Any, ...], value: Any, reply: Reply, *, was: Any) -> None:
        """`was` is what it is before anybody has touched it."""
        with self.lock:
            self._count(reply)
            known = self.marks[mark]
            known.may_be = known.may_be or {was}
            if reply.is_done:
                known.may_be = {value}
            elif reply.status == UNKNOWN:
                known.may_be |= {value}

    def note_ticket(self, thread_id: int, reply: Reply) -> None:
        with self.lock:
            self._count(reply)
            if reply.is_done:
                self.references[reply.body["reference"]] = thread_id

    def _count(self, reply: Reply) -> None:
        self.counts[_outcome(reply)] += 1
        if reply.status >= 500:
            self.faults.append(f"{reply.status}: {reply.body}")


def _outcome(reply: Reply) -> str:
    if reply.is_done:
        return "done"
    names = {UNKNOWN: "unknown", NOT_SENT: "not sent"}
    return names.get(reply.status, "refused")
