"""Where each post of a Discourse topic belongs: an answer, a comment on one, or a note."""

from collections.abc import Iterable
from dataclasses import dataclass

from forum.imports.discourse.posts import REPLY, Post
from forum.imports.records import ReplyKind


@dataclass(frozen=True, slots=True)
class Place:
    kind: ReplyKind
    answer: int | None
    """The number of the answer it is or comments on."""


def places(replies: Iterable[Post], *, solution: int | None) -> dict[int, Place]:
    """The place of each reply by its number; `replies` come in the order of their numbers.

    A reply to a comment comments on the same answer. A reply to the question, a note or a post
    that is gone is an answer, and so is the solution, whatever it replied to.
    """
    found: dict[int, Place] = {}
    for post in replies:
        found[post.number] = _place(post, found.get(post.answers or 0), solution)
    return found


def _place(post: Post, replied_to: Place | None, solution: int | None) -> Place:
    if post.kind != REPLY:
        return Place("note", None)
    if post.number == solution or replied_to is None or replied_to.answer is None:
        return Place("answer", post.number)
    return Place("comment", replied_to.answer)
