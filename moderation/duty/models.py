"""The hours in which somebody is here for a service."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.db import Model
from forum.services.models import Service


class DutyShift(Model):
    """`day` is a weekday, 0 for Monday, or a date, which stands in the place of that weekday.

    `begins` and `ends` are minutes after midnight by the clock of the service.
    """

    __tablename__ = "duty_shift"
    __privacy__ = {"day": "code"}
    __table_args__ = (
        CheckConstraint("length(day) in (1, 10)", name="day"),
        CheckConstraint("begins >= 0 and begins < ends and ends <= 1440", name="hours"),
        UniqueConstraint("member_id", "service_id", "day", "begins"),
        Index("ix_duty_shift_service_id", "service_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id))
    day: Mapped[str]
    begins: Mapped[int]
    ends: Mapped[int]

    member: Mapped[Member] = relationship()
    service: Mapped[Service] = relationship()
