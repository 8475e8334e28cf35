"""What the keys of a batch mean: which of its records are here already, and as which rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from forum.imports.actions.rows import add_rows
from forum.imports.batches import Batch
from forum.imports.models import ImportedKey
from forum.imports.records import (
    Accepted,
    Category,
    Person,
    Proposal,
    Question,
    Record,
    Remark,
    Reply,
    Statement,
    Vote,
)
from forum.kernel.db import db
from forum.threads.models import Answer, Thread

MEMBER, TOPIC, SOLUTION, VOTES = "member", "topic", "solution", "votes"
THREAD, ANSWER, COMMENT, NOTE = "thread", "answer", "comment", "note"
IDEA, REMARK, STATEMENT = "idea", "idea_comment", "official_reply"
POSTS = {THREAD, ANSWER, COMMENT, NOTE, IDEA, REMARK, STATEMENT}
NAMED: dict[type, tuple[str, ...]] = {
    Person: ("key",),
    Category: ("key",),
    Question: ("key", "author_key", "category_key"),
    Reply: ("key", "author_key", "question_key", "parent_key"),
    Accepted: ("question_key", "answer_key"),
    Vote: ("key", "post_key", "voter_key"),
    Proposal: ("key", "author_key", "category_key"),
    Remark: ("key", "author_key", "proposal_key", "parent_key"),
    Statement: ("key", "proposal_key"),
}
"""The keys that stand in a record."""
WHOLE_ARCHIVE = ""
"""The key of the topic for questions and ideas that name no category."""


@dataclass(frozen=True, slots=True)
class Post:
    kind: str
    id: int


@dataclass(slots=True)
class ThreadFacts:
    """What must be known of a thread to write below it."""

    id: int
    author_id: int
    asked_at: datetime
    last_number: int
    solution_id: int | None


@dataclass(slots=True)
class AnswerFacts:
    id: int
    thread_id: int
    author_id: int
    written_at: datetime
    is_visible: bool


@dataclass(slots=True)
class Known:
    """By key of the archive: our members, topics and posts; by our ids: threads and answers."""

    archive: str
    members: dict[str, int] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    solutions: dict[str, int] = field(default_factory=dict)
    votes: dict[str, int] = field(default_factory=dict)
    threads: dict[int, ThreadFacts] = field(default_factory=dict)
    answers: dict[int, AnswerFacts] = field(default_factory=dict)

    def remember(self, kind: str, ids: Mapping[str, int]) -> None:
        """From now on these keys of the archive mean these rows."""
        rows = [
            {"archive": self.archive, "kind": kind, "key": key, "target_id": id_}
            for key, id_ in ids.items()
        ]
        add_rows(ImportedKey, rows)
        for key, id_ in ids.items():
            self.note(kind, key, id_)

    def note(self, kind: str, key: str, id_: int) -> None:
        if kind in POSTS:
            self.posts[key] = Post(kind, id_)
            return
        meanings = {MEMBER: self.members, TOPIC: self.topics, SOLUTION: self.solutions}
        meanings.get(kind, self.votes)[key] = id_

    def thread(self, key: str) -> ThreadFacts | None:
        """The thread of a question by its key, when it was taken in."""
        post = self.posts.get(key)
        return self.threads.get(post.id) if post and post.kind == THREAD else None

    def idea(self, key: str) -> int | None:
        """The idea of a proposal by its key, when it was taken in."""
        post = self.posts.get(key)
        return post.id if post and post.kind == IDEA else None

    def answer(self, key: str | None) -> AnswerFacts | None:
        post = self.posts.get(key or "")
        return self.answers.get(post.id) if post and post.kind == ANSWER else None


def look_up(batch: Batch, *, archive: str) -> Known:
    """Everything the batch names, with its threads locked in the order of their ids."""
    known = Known(archive)
    keys = {key for record in batch.records for key in _named(record)}
    wanted = select(ImportedKey.kind, ImportedKey.key, ImportedKey.target_id)
    wanted = wanted.where(ImportedKey.archive == archive, ImportedKey.key.in_(keys))
    for kind, key, id_ in db.execute(wanted):
        known.note(kind, key, id_)
    _load_threads(known, _ids(known, THREAD))
    _load_answers(known, _ids(known, ANSWER))
    return known


def posts_here(batch: Batch, *, archive: str) -> set[str]:
    """The keys of its posts that are here already, for they need not be cleaned again."""
    keys = [post.key for post in batch.posts]
    wanted = select(ImportedKey.key).where(ImportedKey.archive == archive)
    return set(db.scalars(wanted.where(ImportedKey.kind.in_(POSTS), ImportedKey.key.in_(keys))))


def _named(record: Record) -> list[str]:
    names = NAMED.get(type(record), ())
    return [getattr(record, name) or WHOLE_ARCHIVE for name in names]


def _ids(known: Known, kind: str) -> list[int]:
    return sorted(post.id for post in known.posts.values() if post.kind == kind)


def _load_threads(known: Known, ids: Iterable[int]) -> None:
    columns = (Thread.id, Thread.author_id, Thread.asked_at, Thread.last_number, Thread.solution_id)
    rows = select(*columns).where(Thread.id.in_(ids)).order_by(Thread.id).with_for_update()
    known.threads |= {row.id: ThreadFacts(*row) for row in db.execute(rows)}


def _load_answers(known: Known, ids: Iterable[int]) -> None:
    columns = (Answer.id, Answer.thread_id, Answer.author_id, Answer.written_at)
    rows = select(*columns, Answer.state == "visible").where(Answer.id.in_(ids))
    known.answers |= {row.id: AnswerFacts(*row) for row in db.execute(rows)}
