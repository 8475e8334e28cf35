"""An article, what it was made from, and whom it helped."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.articles.states import State
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject
from forum.topics.models import Topic

_STATES = ",".join(f"'{state}'" for state in sorted(State))


class Article(Model):
    """Its topic says which service answers for it. On `checked_on` somebody found it true until
    `true_until`; `revision` grows with every change of its words.
    """

    __tablename__ = "article"
    __privacy__ = {
        "title": "public",
        "slug": "public",
        "in_short": "public",
        "body": "public",
        "html": "public",
        "state": "code",
    }
    __table_args__ = (
        CheckConstraint(f"state in ({_STATES})", name="state"),
        CheckConstraint("state <> 'draft' or published_at is null", name="draft"),
        CheckConstraint("state <> 'published' or published_at is not null", name="published"),
        CheckConstraint("(state = 'archived') = (archived_at is not null)", name="archived"),
        CheckConstraint("helped_count >= 0 and unhelped_count >= 0", name="counts"),
        CheckConstraint("revision > 0", name="revision"),
        Index("ix_article_state_checked_on", "state", "checked_on", "id"),
        Index("ix_article_topic_id", "topic_id", "state", "checked_on", "id"),
        Index("ix_article_true_until", "true_until", "id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    topic_id: Mapped[int] = mapped_column(ForeignKey(Topic.id))
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    title: Mapped[str]
    slug: Mapped[str]
    in_short: Mapped[str]
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    state: Mapped[str] = mapped_column(default=State.DRAFT)
    checked_on: Mapped[date]
    true_until: Mapped[date]
    helped_count: Mapped[int] = mapped_column(default=0)
    unhelped_count: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=1)
    written_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=now)

    topic: Mapped[Topic] = relationship()


class ArticleSource(Model):
    """What it was made from: a question, an answer or a ticket; of a ticket `part` is the number of
    the message. Everybody reads of questions and answers, only staff of tickets.
    """

    __tablename__ = "article_source"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_article_source_subject_id", "subject_id"),)

    article_id: Mapped[int] = mapped_column(
        ForeignKey(Article.id), primary_key=True, autoincrement=False
    )
    subject_id: Mapped[int] = mapped_column(
        ForeignKey(Subject.id), primary_key=True, autoincrement=False
    )
    part: Mapped[int | None]


class ArticleVerdict(Model):
    """Whether it helped a member; visitors are only counted."""

    __tablename__ = "article_verdict"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_article_verdict_article_id", "article_id"),)

    member_id: Mapped[int] = mapped_column(
        ForeignKey(Member.id), primary_key=True, autoincrement=False
    )
    article_id: Mapped[int] = mapped_column(
        ForeignKey(Article.id), primary_key=True, autoincrement=False
    )
    helped: Mapped[bool]
    said_at: Mapped[datetime] = mapped_column(default=now)
