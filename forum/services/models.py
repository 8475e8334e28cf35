"""What the public body offers, who owns it, what it promises, and when it is open."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.kernel.db import Model
from forum.services.hours import Calendar, calendar_from


class CalendarVersion(Model):
    """Opening hours as they were set once; a change is a new row, so old promises still explain."""

    __tablename__ = "calendar_version"
    __privacy__ = {"name": "public", "facts": "public"}

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    facts: Mapped[dict[str, Any]]

    @property
    def calendar(self) -> Calendar:
        return calendar_from(self.facts)


class Service(Model):
    __tablename__ = "service"
    __privacy__ = {
        "slug": "public",
        "name": "public",
        "summary": "public",
        "owner": "public",
        "phone": "public",
        "place": "public",
        "opening": "public",
    }
    __table_args__ = (
        CheckConstraint("first_response_minutes > 0 and resolution_minutes > 0", name="promises"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    summary: Mapped[str]
    owner: Mapped[str]
    phone: Mapped[str]
    place: Mapped[str]
    opening: Mapped[str]
    calendar_id: Mapped[int] = mapped_column(ForeignKey(CalendarVersion.id))
    first_response_minutes: Mapped[int]
    resolution_minutes: Mapped[int]

    calendar_version: Mapped[CalendarVersion] = relationship()
