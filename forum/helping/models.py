"""Who looks after which topic, at which times, and what they and their coach write."""

from datetime import date, datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.helping.wording import PARTS, PLACES
from forum.kernel.clock import now
from forum.kernel.db import Model, Private
from forum.kernel.text import shown
from forum.threads.models import Thread
from forum.topics.models import Topic

_LIVE: dict[str, Any] = dict.fromkeys(
    ("sqlite_where", "postgresql_where"), text("ended_at is null")
)
_PARTS = ",".join(f"'{part}'" for part in PARTS)


class TopicCoach(Model):
    """Somebody who works here stands by those who look after a topic.

    A topic can be looked after while one of these has not ended.
    """

    __tablename__ = "topic_coach"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("uq_topic_coach_live", "topic_id", unique=True, **_LIVE),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey(Topic.id), index=True)
    coach_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    chosen_by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    since: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    topic: Mapped[Topic] = relationship()
    coach: Mapped[Member] = relationship(foreign_keys=coach_id)


class Adoption(Model):
    """Somebody looks after a topic until they let it go; `place` is which of their few it is.

    Whether it rests is in no column: it is asked of the person each time it is read.
    """

    __tablename__ = "adoption"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        CheckConstraint(f"place between {PLACES[0]} and {PLACES[-1]}", name="place"),
        Index("uq_adoption_live", "topic_id", "member_id", unique=True, **_LIVE),
        Index("uq_adoption_place", "member_id", "place", unique=True, **_LIVE),
        Index("ix_adoption_topic_id", "topic_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey(Topic.id))
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    place: Mapped[int]
    adopted_at: Mapped[datetime] = mapped_column(default=now)
    away_until: Mapped[date | None] = mapped_column(Date)
    ended_at: Mapped[datetime | None]

    topic: Mapped[Topic] = relationship()
    member: Mapped[Member] = relationship()


class HelpingHour(Model):
    """Somebody looks after a topic at this time of each week; 0 is Monday."""

    __tablename__ = "helping_hour"
    __privacy__ = {"part": "code"}
    __table_args__ = (
        CheckConstraint("weekday between 0 and 6", name="weekday"),
        CheckConstraint(f"part in ({_PARTS})", name="part"),
        Index("ix_helping_hour_topic_id", "topic_id"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey(Topic.id), primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)


class ThreadLook(Model):
    """Somebody looks at a question until then. One at a time, by one person; it lapses by itself.

    It stops nobody from answering: it tells the others of the group.
    """

    __tablename__ = "thread_look"
    __privacy__: dict[str, str] = {}

    member_id: Mapped[int] = mapped_column(
        ForeignKey(Member.id), primary_key=True, autoincrement=False
    )
    thread_id: Mapped[int] = mapped_column(ForeignKey(Thread.id), unique=True)
    ends_at: Mapped[datetime]

    member: Mapped[Member] = relationship()


class GroupMessage(Model):
    """What the people who look after a topic and their coach write to each other."""

    __tablename__ = "group_message"
    __privacy__ = {"body": "words", "html": "words"}
    __kept__ = {"topic_id": "topic", "author_id": "member"}
    __table_args__ = (Index("ix_group_message_topic_id", "topic_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey(Topic.id))
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    is_from_staff: Mapped[bool]
    body: Mapped[str] = mapped_column(Private)
    html: Mapped[str] = mapped_column(Private)
    renderer: Mapped[int]
    written_at: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[Member] = relationship()

    @property
    def shown(self) -> Markup:
        return shown(self.html)
