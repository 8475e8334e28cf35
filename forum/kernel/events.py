"""What happened, written down in the same transaction as the change itself.

`published_event` is insert-only: it is the outbox and the ledger of acts at once. Facts
hold ids, codes, numbers and moments, never text or names. `forum.kernel.relay` delivers.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Self, cast

from flask import g
from sqlalchemy import ForeignKey, Index, Table, bindparam, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.alike import Alike
from forum.kernel.clock import now
from forum.kernel.db import Model, database, db
from forum.kernel.subjects import Subject
from forum.kernel.telemetry import request_id


class Origin(StrEnum):
    LIVE = "live"
    DEMO = "demo"
    IMPORT = "import"


@dataclass(frozen=True)
class Published:
    """Where a loaded event stands in the ledger."""

    id: int
    happened_at: datetime
    origin: str
    channel: str


@dataclass(frozen=True, kw_only=True)
class Event(Alike):
    """A fact in the past tense. It carries ids, never objects.

    A kind is a stable string with a version; it never changes once shipped.
    """

    actor_id: int | None
    published: Published | None = field(default=None, compare=False, repr=False)

    kind: ClassVar[str] = ""
    version: ClassVar[int] = 1
    shows: ClassVar[str] = ""
    """What whoever did it showed by it, if it is a way of standing by a place: "gives feedback"."""
    kinds: ClassVar[dict[str, type["Event"]]] = {}

    def __init_subclass__(cls, kind: str = "") -> None:
        super().__init_subclass__()
        cls.kind = kind
        if kind:
            Event.kinds[kind] = cls

    @property
    def subject_id(self) -> int | None:
        """The subject row it is about."""
        return None

    @property
    def stream(self) -> str:
        """Events of one stream are delivered in order; others side by side."""
        return f"member:{self.actor_id}"

    @property
    def event_id(self) -> int:
        """The id of its row; only a loaded event has one."""
        return self.row.id

    @property
    def row(self) -> Published:
        if self.published is None:
            raise LookupError("This event has not been read from the ledger.")
        return self.published

    def facts(self) -> dict[str, Any]:
        """What is stored as JSON: every field but the actor and the row."""
        named = {f.name: getattr(self, f.name) for f in fields(self)}
        return {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in named.items()
            if name not in ("actor_id", "published")
        }

    @classmethod
    def from_facts(
        cls, facts: dict[str, Any], *, actor_id: int | None, published: Published
    ) -> Self:
        moments = {f.name for f in fields(cls) if "datetime" in str(f.type)}
        read = {
            name: datetime.fromisoformat(value) if name in moments and value else value
            for name, value in facts.items()
        }
        return cls(actor_id=actor_id, published=published, **read)


Reaction = Callable[[Any], None]


class PublishedEvent(Model):
    __tablename__ = "published_event"
    __privacy__ = {
        "kind": "code",
        "stream": "code",
        "channel": "code",
        "origin": "code",
        "facts": "facts",
        "request_id": "code",
    }
    __table_args__ = (
        Index("ix_published_event_actor_id_happened_at", "actor_id", "happened_at"),
        Index("ix_published_event_subject_id", "subject_id"),
        Index("ix_published_event_kind_happened_at", "kind", "happened_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    version: Mapped[int]
    stream: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(ForeignKey(Subject.id))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    channel: Mapped[str]
    origin: Mapped[str]
    facts: Mapped[dict[str, Any]]
    request_id: Mapped[str | None]
    happened_at: Mapped[datetime]

    @property
    def event(self) -> Event | None:
        """The event as its class of today; None when this code does not know the kind."""
        if known := Event.kinds.get(self.kind):
            row = Published(self.id, self.happened_at, self.origin, self.channel)
            return known.from_facts(self.facts, actor_id=self.actor_id, published=row)
        return None


class Pending(Model):
    """An event not yet delivered to every reaction. `retry_at` is set once one has failed."""

    __tablename__ = "pending"
    __privacy__ = {"stream": "code"}
    __table_args__ = (Index("ix_pending_stream_event_id", "stream", "event_id"),)

    event_id: Mapped[int] = mapped_column(ForeignKey(PublishedEvent.id), primary_key=True)
    stream: Mapped[str]
    retry_at: Mapped[datetime | None]


class Delivery(Model):
    """One reaction has had one event; kept only while another reaction to it still fails."""

    __tablename__ = "delivery"
    __privacy__ = {"reaction": "code"}

    event_id: Mapped[int] = mapped_column(ForeignKey(PublishedEvent.id), primary_key=True)
    reaction: Mapped[str] = mapped_column(primary_key=True)


class FailedDelivery(Model):
    """A reaction that raised: when it is tried again, or since when it is a dead letter."""

    __tablename__ = "failed_delivery"
    __privacy__ = {"reaction": "code", "error": "code"}

    event_id: Mapped[int] = mapped_column(ForeignKey(PublishedEvent.id), primary_key=True)
    reaction: Mapped[str] = mapped_column(primary_key=True)
    attempts: Mapped[int]
    retry_at: Mapped[datetime]
    dead_at: Mapped[datetime | None]
    error: Mapped[str]


_LEDGER, _WAITING = cast(Table, PublishedEvent.__table__), cast(Table, Pending.__table__)
_EVENT = insert(_LEDGER).returning(_LEDGER.c.id)
_PENDING = insert(_WAITING)
_NEW = (
    insert(_LEDGER)
    .values({c.name: bindparam(c.name, type_=c.type) for c in _LEDGER.c if c.name != "id"})
    .returning(_LEDGER.c.id, _LEDGER.c.stream)
    .cte("published")
)
_BOTH_AT_ONCE = (
    insert(_WAITING)
    .from_select(["event_id", "stream"], select(_NEW.c.id, _NEW.c.stream))
    .returning(_WAITING.c.event_id)
)


def publish(event: Event) -> int:
    """Write the event into the current transaction; the relay delivers it after the commit.

    PostgreSQL writes both rows in one round trip.
    """
    row = {
        "kind": event.kind,
        "version": event.version,
        "stream": event.stream,
        "subject_id": event.subject_id,
        "actor_id": event.actor_id,
        "channel": channel_now(),
        "origin": g.get("origin", Origin.LIVE),
        "facts": event.facts(),
        "request_id": request_id(),
        "happened_at": now(),
    }
    db.flush()
    if not database().is_sqlite:
        return int(db.execute(_BOTH_AT_ONCE, row).scalar_one())
    event_id = db.execute(_EVENT, row).scalar_one()
    db.execute(_PENDING, {"event_id": event_id, "stream": event.stream})
    return int(event_id)


def channel_now() -> str:
    """By which way the person or the machine acts that we are serving."""
    return str(g.get("channel", "web"))


def serves(*origins: Origin) -> Callable[[Reaction], Reaction]:
    """Names the origins a reaction serves; without it, live events only."""

    def mark(reaction: Reaction) -> Reaction:
        reaction.origins = set(origins)  # type: ignore[attr-defined]
        return reaction

    return mark


def reaction_name(reaction: Reaction) -> str:
    return f"{reaction.__module__}.{reaction.__qualname__}"


@contextmanager
def acting_through(channel: str, *, origin: Origin = Origin.LIVE) -> Iterator[None]:
    """Events published inside say they came this way: web, api, mail, phone, timer, command."""
    before = g.get("channel", "web"), g.get("origin", Origin.LIVE)
    g.channel, g.origin = channel, origin
    try:
        yield
    finally:
        g.channel, g.origin = before
