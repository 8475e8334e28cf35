"""An outside desk as managers keep it, its password, and how the line to it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.services.models import Service
from moderation.handover.states import KINDS, MEANINGS

_KINDS = ",".join(f"'{kind}'" for kind in sorted(KINDS))
_MEANINGS = ",".join(f"'{state}'" for state in sorted(MEANINGS))


class OutsideDesk(Model):
    """`target` is their group or code of a service; `key_field` a field of theirs for our key;
    `ends_with` their state for what has ended here. `notice` is what the person reads before
    name or e-mail leave.
    """

    __tablename__ = "outside_desk"
    __privacy__ = {
        "name": "public",
        "kind": "code",
        "address": "technical",
        "target": "technical",
        "key_field": "technical",
        "ends_with": "technical",
        "notice": "public",
    }
    __table_args__ = (CheckConstraint(f"kind in ({_KINDS})", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    target: Mapped[str] = mapped_column(default="")
    key_field: Mapped[str] = mapped_column(default="")
    ends_with: Mapped[str] = mapped_column(default="")
    notice: Mapped[str] = mapped_column(default="")
    sends_name: Mapped[bool] = mapped_column(default=False)
    sends_email: Mapped[bool] = mapped_column(default=False)
    tells_citizen: Mapped[bool] = mapped_column(default=False)
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    @property
    def asks_consent(self) -> bool:
        return self.sends_name or self.sends_email


class ServiceDesk(Model):
    """Which service hands over to which desk; `at_once` when its tickets go there by themselves."""

    __tablename__ = "service_desk"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_service_desk_desk_id", "desk_id"),)

    service_id: Mapped[int] = mapped_column(
        ForeignKey(Service.id), primary_key=True, autoincrement=False
    )
    desk_id: Mapped[int] = mapped_column(ForeignKey(OutsideDesk.id))
    at_once: Mapped[bool] = mapped_column(default=False)


class DeskState(Model):
    """What one of their states means to us. One that is not here is kept, and told of."""

    __tablename__ = "desk_state"
    __privacy__ = {"theirs": "technical", "ours": "code"}
    __table_args__ = (CheckConstraint(f"ours in ({_MEANINGS})", name="ours"),)

    desk_id: Mapped[int] = mapped_column(ForeignKey(OutsideDesk.id), primary_key=True)
    theirs: Mapped[str] = mapped_column(primary_key=True)
    ours: Mapped[str]


class DeskSecret(Model):
    """Encrypted with the secret key. `locked_in` is what their calls to us are signed with."""

    __tablename__ = "desk_secret"
    __privacy__ = {"locked": "secret", "locked_in": "secret"}

    desk_id: Mapped[int] = mapped_column(
        ForeignKey(OutsideDesk.id), primary_key=True, autoincrement=False
    )
    locked: Mapped[str] = mapped_column(default="")
    locked_in: Mapped[str] = mapped_column(default="")
    set_at: Mapped[datetime] = mapped_column(default=now)


class DeskContact(Model):
    """`rests_until`: after failures in a row it is left alone. `drifted` as of the last night."""

    __tablename__ = "desk_contact"
    __privacy__ = {"fault": "code"}

    desk_id: Mapped[int] = mapped_column(
        ForeignKey(OutsideDesk.id), primary_key=True, autoincrement=False
    )
    reached_at: Mapped[datetime | None]
    heard_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    rests_until: Mapped[datetime | None]
    fault: Mapped[str | None]
    looked_to: Mapped[datetime | None]
    compared_at: Mapped[datetime | None]
    drifted: Mapped[int] = mapped_column(default=0)


class DeskChange(Model):
    """Every change staff made to a desk, with what stood there before. No password is in it."""

    __tablename__ = "desk_change"
    __privacy__ = {"before": "technical", "after": "technical"}
    __table_args__ = (
        Index("ix_desk_change_desk_id", "desk_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey(OutsideDesk.id))
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    made_at: Mapped[datetime] = mapped_column(default=now)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("desk_change.id"), unique=True)

    actor: Mapped[Member] = relationship()

    @property
    def is_addition(self) -> bool:
        return not self.before
