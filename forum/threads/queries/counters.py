"""What each counter must be, told from the rows it counts; doctor and rebuild both read this."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from forum.threads.models import Answer, Comment, MeToo, Thanks, Thread
from forum.votes.models import Vote


@dataclass(frozen=True)
class Counter:
    """`truth` is computed for each row of the model; `meaning` ends a sentence of doctor."""

    name: str
    model: type[Thread] | type[Answer]
    truth: ColumnElement[int]
    meaning: str

    @property
    def column(self) -> Any:
        return getattr(self.model, self.name)

    @property
    def is_wrong(self) -> ColumnElement[bool]:
        return self.column != self.truth  # type: ignore[no-any-return]


def _number_of(model: Any, *conditions: Any) -> Any:
    return select(func.count()).select_from(model).where(*conditions).scalar_subquery()


def _votes_on(model: type[Thread] | type[Answer]) -> Any:
    total = select(func.coalesce(func.sum(Vote.value), 0)).where(Vote.subject_id == model.id)
    return model.imported_score + total.scalar_subquery()


COUNTERS = (
    Counter(
        "answer_count",
        Thread,
        _number_of(Answer, Answer.thread_id == Thread.id, Answer.state == "visible"),
        "its visible answers",
    ),
    Counter(
        "me_too_count",
        Thread,
        _number_of(MeToo, MeToo.thread_id == Thread.id),
        "the people with the same problem",
    ),
    Counter("score", Thread, _votes_on(Thread), "its votes"),
    Counter("score", Answer, _votes_on(Answer), "its votes"),
    Counter(
        "thanks_count",
        Answer,
        Answer.imported_thanks + _number_of(Thanks, Thanks.answer_id == Answer.id),
        "the people who said thank you",
    ),
    Counter(
        "comment_count",
        Answer,
        _number_of(Comment, Comment.answer_id == Answer.id, Comment.state == "visible"),
        "its visible comments",
    ),
)
