"""The ledger of awards and the totals read from it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.db import Model
from forum.kernel.events import PublishedEvent
from forum.kernel.subjects import Subject

REFUSED = """
    (new.undoes_id is null) =
        (new.kind in ('taken_back','resting','restored','voided','reinstated'))
    or new.undoes_id is not null and not exists (
        select 1 from award as undone where undone.id = new.undoes_id
        and undone.member_id = new.member_id and undone.granted_at = new.granted_at
        and undone.outside_cap = new.outside_cap
        and undone.subject_id is not distinct from new.subject_id
        and undone.giver_id is not distinct from new.giver_id
        and undone.kind <> 'taken_back'
        and case
            when new.kind = 'taken_back' and undone.kind in ('resting','voided')
            then new.points = 0
            when new.kind in ('voided','reinstated') or undone.kind in ('voided','reinstated')
            then new.points in (0, -undone.points) or undone.points = 0
            else new.points = -undone.points
                and (new.kind = 'taken_back' or (new.kind = 'restored') = (undone.kind = 'resting'))
            end
    )
"""
"""Which row is refused: one that undoes another has to move exactly as much, the other way, for the
same member and cause. What rests has moved already: it is taken back with 0. Nothing follows what
was taken back. What rests and is void at once moves with the first and the last of the two only;
that such a chain adds up is what `folkmoot doctor` looks at ("void awards").
"""


class Award(Model):
    """Points for one event, granted after caps; what becomes of them is rows of their own.

    `undoes_id` names the row it reverses; `outside_cap` marks solutions and staff awards. All
    rows of one chain carry the moment of its award, the day whose cap they count towards. The
    database lets nobody change a row or remove one.
    """

    __tablename__ = "award"
    __privacy__ = {"kind": "code"}
    __ledger__ = REFUSED
    __table_args__ = (
        Index(
            "uq_award_event_id_member_id_kind",
            "event_id",
            "member_id",
            "kind",
            unique=True,
            sqlite_where=text("undoes_id is null"),
            postgresql_where=text("undoes_id is null"),
        ),
        Index("ix_award_granted_at", "granted_at"),
        Index("ix_award_member_id_granted_at", "member_id", "granted_at"),
        Index("ix_award_subject_id", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey(PublishedEvent.id))
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    giver_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    subject_id: Mapped[int | None] = mapped_column(ForeignKey(Subject.id))
    kind: Mapped[str]
    points: Mapped[int]
    outside_cap: Mapped[bool] = mapped_column(default=False)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("award.id"), unique=True)
    granted_at: Mapped[datetime]


class Reputation(Model):
    """The sum of a member's awards; a projection, rebuilt by `folkmoot rebuild reputation`."""

    __tablename__ = "reputation"
    __privacy__: dict[str, str] = {}

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    points: Mapped[int] = mapped_column(default=0)
