"""What all writers of one batch share: its records, what they mean, and what is to be counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from forum.imports.actions.acts import Act
from forum.imports.actions.growth import Growth
from forum.imports.actions.known import Known
from forum.imports.batches import Batch
from forum.imports.records import Proposal, Question, Remark, Reply, Statement
from forum.imports.tally import Tally
from forum.kernel.text import RENDERER_VERSION

LOST = "The question, answer, idea or person it belongs to was not taken in."
P = TypeVar("P", Question, Reply, Proposal, Remark)
Signed = Question | Reply | Proposal | Remark


@dataclass(slots=True)
class Notebook:
    batch: Batch
    known: Known
    tally: Tally
    growth: Growth = field(default_factory=Growth)
    acts: list[Act] = field(default_factory=list)
    first_posts: dict[int, datetime] = field(default_factory=dict)
    """When each author wrote the earliest of these posts."""
    taken_in: list[Signed] = field(default_factory=list)

    def fresh(self, noun: str, posts: Sequence[P]) -> list[P]:
        """Those that are not here yet and can be shown; the others are counted or refused."""
        new = {post.key: post for post in posts if post.key not in self.known.posts}
        self.tally.see(noun, new=len(new), known=len(posts) - len(new))
        readable = [post for post in new.values() if self.is_readable(post)]
        return [post for post in readable if self._has_author(post)]

    def author(self, post: Signed) -> int:
        """The member who wrote it; remembers how early."""
        member = self.known.members[post.author_key]
        self.first_posts[member] = min(
            post.written_at, self.first_posts.get(member, post.written_at)
        )
        return member

    def text(self, post: Question | Reply) -> dict[str, object]:
        """The columns every post of a thread has for its text."""
        state = "hidden" if post.is_hidden else "visible"
        return {**self.words(post), "state": state, "edited_at": post.edited_at}

    def words(self, post: Signed | Statement) -> dict[str, object]:
        html = self.batch.html[post.key]
        return {"body": post.body, "html": html, "renderer": RENDERER_VERSION}

    def refuse(self, lost: Iterable[Signed | Statement]) -> None:
        for post in lost:
            self.tally.refuse(post.where, LOST)

    def is_readable(self, post: Signed | Statement) -> bool:
        """Otherwise it is refused with what is wrong with its text."""
        if fault := self.batch.faults.get(post.key):
            self.tally.refuse(post.where, fault)
        return not fault

    def _has_author(self, post: Signed) -> bool:
        if known := post.author_key in self.known.members:
            return known
        self.refuse([post])
        return False
