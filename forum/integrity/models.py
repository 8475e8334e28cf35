"""A reversal: between whom, why, which gifts, and who gave them back with which reason; and marks
of the networks people come from.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.integrity.grounds import Ground
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.events import PublishedEvent
from forum.kernel.subjects import Subject

_GROUNDS = ",".join(f"'{ground}'" for ground in Ground)


class Reversal(Model):
    """`part` of `whole` gifts are what the ground is about. Until `covers_until` what the same
    people give one another goes the same way; one that was undone covers nothing.
    """

    __tablename__ = "reversal"
    __privacy__ = {"ground": "code", "reason": "words"}
    __table_args__ = (
        CheckConstraint(f"ground in ({_GROUNDS})", name="ground"),
        CheckConstraint("part <= whole", name="part"),
        CheckConstraint(
            "(undone_at is null) = (undone_by_id is null)"
            " and (undone_at is null) = (reason is null)",
            name="undone",
        ),
        CheckConstraint("length(trim(reason)) > 0", name="reason"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True)
    ground: Mapped[str]
    part: Mapped[int]
    whole: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(default=now)
    covers_until: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    reason: Mapped[str | None]

    undone_by: Mapped[Member | None] = relationship(foreign_keys=undone_by_id)

    @property
    def stands(self) -> bool:
        return self.undone_at is None


class ReversalMember(Model):
    """Gifts from whoever `gives` to whoever `gets` are those it is about."""

    __tablename__ = "reversal_member"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        CheckConstraint("gives or gets", name="part"),
        Index("ix_reversal_member_member_id", "member_id"),
    )

    reversal_id: Mapped[int] = mapped_column(ForeignKey(Reversal.id), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    gives: Mapped[bool]
    gets: Mapped[bool]

    member: Mapped[Member] = relationship()


class ReversedGift(Model):
    """`gift_id` is the event that gave it: it is judged once. `void_id` took it, `back_id` gave it
    back; `root` and `root_id` say in which stream.
    """

    __tablename__ = "reversed_gift"
    __privacy__ = {"kind": "code", "root": "code"}
    __table_args__ = (Index("ix_reversed_gift_reversal_id", "reversal_id"),)

    gift_id: Mapped[int] = mapped_column(ForeignKey(PublishedEvent.id), primary_key=True)
    reversal_id: Mapped[int] = mapped_column(ForeignKey(Reversal.id))
    giver_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    receiver_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    post_id: Mapped[int] = mapped_column(ForeignKey(Subject.id))
    kind: Mapped[str]
    given_at: Mapped[datetime]
    root: Mapped[str]
    root_id: Mapped[int]
    void_id: Mapped[int | None] = mapped_column(ForeignKey(PublishedEvent.id), unique=True)
    back_id: Mapped[int | None] = mapped_column(ForeignKey(PublishedEvent.id), unique=True)


class NetworkKey(Model):
    """The one key that marks of networks are made with, beside the secret key of the house. After
    90 days it is destroyed with all marks: then nobody can make or compare them any more.
    """

    __tablename__ = "network_key"
    __privacy__ = {"nonce": "secret"}
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)


class NetworkSeen(Model):
    """On this network a member was signed in, first and last on these days. Of the network only a
    keyed mark is kept, never its address: it says no more than that two are the same.
    """

    __tablename__ = "network_seen"
    __privacy__ = {"mark": "digest"}
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="days"),
        Index("ix_network_seen_mark", "mark", "member_id"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    mark: Mapped[str] = mapped_column(primary_key=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
