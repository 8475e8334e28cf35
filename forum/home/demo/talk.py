"""The shape of a question and its answers in the demo borough."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reply:
    """An answer so many hours after the question, with comments as (who, words)."""

    who: str
    hours: float
    words: str
    thanked_by: tuple[str, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Talk:
    """A question so many days ago; `solved_by` is the place of the accepted answer."""

    topic: str
    who: str
    days: float
    title: str
    words: str
    replies: tuple[Reply, ...] = ()
    solved_by: int | None = None
    me_too: tuple[str, ...] = ()
    tags: tuple[str, ...] = field(default=())
