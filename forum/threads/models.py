"""A thread, its answers, their comments, and who thanked, shared or read what."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject
from forum.topics.models import Tag, Topic

STATES = "state in ('visible','held','hidden','deleted')"
TEXT = {"body": "words", "html": "words", "state": "code"}
_NO_ANSWER: dict[str, Any] = dict.fromkeys(
    ("sqlite_where", "postgresql_where"), text("answer_count = 0")
)


class Thread(Model):
    """`version` grows with every change of the page; `last_number` was given to the last answer."""

    __tablename__ = "thread"
    __privacy__ = {"title": "words", "slug": "words", **TEXT}
    __kept__ = {"id": "subject", "author_id": "member", "topic_id": "topic"}
    __table_args__ = (
        CheckConstraint(STATES, name="state"),
        CheckConstraint("answer_count >= 0 and me_too_count >= 0", name="counts"),
        Index("ix_thread_topic_id_state_active_at", "topic_id", "state", "active_at", "id"),
        Index("ix_thread_state_active_at", "state", "active_at", "id"),
        Index("ix_thread_author_id_asked_at", "author_id", "asked_at"),
        Index("ix_thread_state_solved_at", "state", "solved_at"),
        Index("ix_thread_unanswered", "state", "active_at", "id", **_NO_ANSWER),
        Index("ix_thread_waiting", "topic_id", "state", "asked_at", "id", **_NO_ANSWER),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    topic_id: Mapped[int] = mapped_column(ForeignKey(Topic.id))
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    title: Mapped[str]
    slug: Mapped[str]
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    state: Mapped[str] = mapped_column(default="visible")
    version: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int] = mapped_column(default=1)
    last_number: Mapped[int] = mapped_column(default=0)
    answer_count: Mapped[int] = mapped_column(default=0)
    me_too_count: Mapped[int] = mapped_column(default=0)
    score: Mapped[int] = mapped_column(default=0)
    imported_score: Mapped[int] = mapped_column(default=0)
    views: Mapped[int] = mapped_column(default=0)
    solution_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id", use_alter=True))
    article_id: Mapped[int | None] = mapped_column(ForeignKey(Subject.id))  # made from it, public
    solved_at: Mapped[datetime | None]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    active_at: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[Member] = relationship()
    topic: Mapped[Topic] = relationship()

    @property
    def is_solved(self) -> bool:
        return self.solution_id is not None

    @property
    def is_visible(self) -> bool:
        return self.state == "visible"


class Answer(Model):
    """`number` is its place in the thread in order of writing; never reused.

    `helpful` is counted by the database itself; the first page shows the highest ones. An official
    one opens with `in_short`; on `checked_on` somebody found it true until `true_until`.
    """

    __tablename__ = "answer"
    __privacy__ = {"in_short": "words", **TEXT}
    __kept__ = {"id": "subject", "author_id": "member", "thread_id": "in thread"}
    __table_args__ = (
        CheckConstraint(STATES, name="state"),
        CheckConstraint("thanks_count >= 0 and comment_count >= 0", name="counts"),
        UniqueConstraint("thread_id", "number"),
        Index("uq_answer_id_author_id", "id", "author_id", unique=True),  # keys name both
        Index("ix_answer_thread_id_helpful", "thread_id", "helpful"),
        Index(
            "ix_answer_official",
            "thread_id",
            "number",
            sqlite_where=text("is_official = 1"),
            postgresql_where=text("is_official"),
        ),
        Index("ix_answer_author_id_written_at", "author_id", "written_at"),
        Index(
            "ix_answer_true_until",
            "true_until",
            "id",
            sqlite_where=text("true_until is not null"),
            postgresql_where=text("true_until is not null"),
        ),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    thread_id: Mapped[int] = mapped_column(ForeignKey(Thread.id))
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    state: Mapped[str] = mapped_column(default="visible")
    revision: Mapped[int] = mapped_column(default=1)
    is_official: Mapped[bool] = mapped_column(default=False)
    in_short: Mapped[str | None]
    checked_on: Mapped[date | None]
    true_until: Mapped[date | None]
    score: Mapped[int] = mapped_column(default=0)
    imported_score: Mapped[int] = mapped_column(default=0)
    thanks_count: Mapped[int] = mapped_column(default=0)
    imported_thanks: Mapped[int] = mapped_column(default=0)
    helpful: Mapped[int] = mapped_column(Computed("score + thanks_count", persisted=True))
    comment_count: Mapped[int] = mapped_column(default=0)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    confirmed_at: Mapped[datetime | None]
    written_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]

    thread: Mapped[Thread] = relationship(foreign_keys=thread_id)
    author: Mapped[Member] = relationship(foreign_keys=author_id)


class Comment(Model):
    """On an answer; only imported ones may be on the question itself (`answer_id` None)."""

    __tablename__ = "comment"
    __privacy__ = TEXT
    __kept__ = {
        "id": "subject",
        "author_id": "member",
        "answer_id": "subject",
        "thread_id": "in thread",
    }
    __table_args__ = (
        CheckConstraint(STATES, name="state"),
        Index("ix_comment_answer_id", "answer_id"),
        Index("ix_comment_thread_id_answer_id", "thread_id", "answer_id"),
        Index("ix_comment_author_id", "author_id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey(Answer.id))
    thread_id: Mapped[int] = mapped_column(ForeignKey(Thread.id))
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    state: Mapped[str] = mapped_column(default="visible")
    revision: Mapped[int] = mapped_column(default=1)
    imported_thanks: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]

    answer: Mapped[Answer | None] = relationship()
    author: Mapped[Member] = relationship()


class Note(Model):
    """A line of the thread's history: moved, closed, pinned and the like."""

    __tablename__ = "note"
    __privacy__ = {"deed": "code", "html": "words"}
    __kept__ = {"thread_id": "of thread"}
    __table_args__ = (Index("ix_note_thread_id", "thread_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey(Thread.id))
    author_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    deed: Mapped[str]
    html: Mapped[str]
    imported_thanks: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime] = mapped_column(default=now)


class Revision(Model):
    """What a post said before an edit."""

    __tablename__ = "revision"
    __privacy__ = {"title": "words", "in_short": "words", "body": "words"}
    __kept__ = {
        "post_id": ("subject", "of thread", "of answer", "of comment"),
        "editor_id": "member",
    }

    post_id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str | None]
    in_short: Mapped[str | None]
    body: Mapped[str]
    editor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    replaced_at: Mapped[datetime] = mapped_column(default=now)


class Thanks(Model):
    """`counts` is true from the asker and from people with the same problem."""

    __tablename__ = "thanks"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_thanks_answer_id", "answer_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey(Answer.id), primary_key=True)
    counts: Mapped[bool]
    thanked_at: Mapped[datetime] = mapped_column(default=now)


class MeToo(Model):
    __tablename__ = "me_too"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_me_too_thread_id", "thread_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey(Thread.id), primary_key=True)
    since: Mapped[datetime] = mapped_column(default=now)


class ThreadRead(Model):
    """How far somebody has read a thread: one row, the highest answer number."""

    __tablename__ = "thread_read"
    __privacy__: dict[str, str] = {}

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey(Thread.id), primary_key=True)
    number: Mapped[int]
    read_at: Mapped[datetime] = mapped_column(default=now)


class ThreadTag(Model):
    __tablename__ = "thread_tag"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_thread_tag_tag_id", "tag_id"),)

    thread_id: Mapped[int] = mapped_column(ForeignKey(Thread.id), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey(Tag.id), primary_key=True)
