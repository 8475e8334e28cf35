"""The shape of a question and its answers in the demo borough."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reply:
    """An answer so many hours after the question, with comments as (who, words).

    `edited` is what it says since the next day; `removed` means its author took it away again.
    Staff write when the desk is open; what is `official` speaks for the council; its first
    sentence stands before it unless it says something `in_short`.
    """

    who: str
    hours: float
    words: str
    thanked_by: tuple[str, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    liked_by: tuple[str, ...] = ()
    confirmed_by: str = ""
    official: bool = False
    in_short: str = ""
    edited: str = ""
    removed: bool = False


@dataclass(frozen=True)
class Talk:
    """A question; `when` is read by the diary, `solved_by` is the place of the accepted answer."""

    topic: str
    who: str
    when: str
    title: str
    words: str
    replies: tuple[Reply, ...] = ()
    solved_by: int | None = None
    me_too: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    liked_by: tuple[str, ...] = ()
    edited: str = ""
    removed: bool = False
