"""What a batch adds to the counters of threads, answers, comments, notes and ideas."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, update

from forum.ideas.models import Idea
from forum.imports.actions.known import ANSWER, COMMENT, IDEA, NOTE, THREAD
from forum.imports.actions.rows import table_of
from forum.kernel.db import Model, db
from forum.threads.models import Answer, Comment, Note, Thread

COUNTERS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    THREAD: (Thread, ("answer_count", "last_number", "score", "imported_score", "version")),
    ANSWER: (
        Answer,
        ("comment_count", "score", "imported_score", "thanks_count", "imported_thanks"),
    ),
    COMMENT: (Comment, ("imported_thanks",)),
    NOTE: (Note, ("imported_thanks",)),
    IDEA: (Idea, ("comment_count", "version")),
}


@dataclass(slots=True)
class Growth:
    """Gathered while the batch is written, added to the rows once at its end."""

    added: dict[str, dict[int, Counter[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )
    active: dict[int, datetime] = field(default_factory=dict)

    def add(self, kind: str, id_: int, **counters: int) -> None:
        self.added[kind][id_].update(counters)

    def touch(self, thread_id: int) -> None:
        """Pages of this thread kept elsewhere are out of date."""
        self.added[THREAD][thread_id]["version"] = 1

    def stir(self, thread_id: int, at: datetime) -> None:
        """Somebody answered then."""
        self.active[thread_id] = max(at, self.active.get(thread_id, at))
        self.touch(thread_id)

    def write(self) -> None:
        for kind, (model, columns) in COUNTERS.items():
            _add_to(model, columns, self.added[kind])
        _wake(self.active)


def _add_to(model: type[Model], columns: Iterable[str], added: dict[int, Counter[str]]) -> None:
    if not added:
        return
    target = table_of(model)
    more = {name: target.c[name] + bindparam(f"more_{name}") for name in columns}
    rows = [
        {"row_id": id_} | {f"more_{name}": counters[name] for name in more}
        for id_, counters in sorted(added.items())
    ]
    db.execute(update(target).where(target.c.id == bindparam("row_id")).values(more), rows)


def _wake(active: dict[int, datetime]) -> None:
    if not active:
        return
    thread = table_of(Thread)
    earlier = thread.c.active_at < bindparam("moment")
    later = update(thread).where(thread.c.id == bindparam("row_id"), earlier)
    rows = [{"row_id": id_, "moment": moment} for id_, moment in sorted(active.items())]
    db.execute(later.values(active_at=bindparam("moment")), rows)
