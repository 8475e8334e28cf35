"""What the public body offers, who owns it, what it promises, and when it is open."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.kernel.db import Model
from forum.kernel.languages import SOURCE, language
from forum.kernel.subjects import Subject
from forum.kernel.text import RENDERER_VERSION
from forum.services.hours import Calendar, calendar_from
from forum.services.wording import opening_line


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
    """`subject_id` is what people follow; `version` counts the changes staff made.

    Unless `counts_incidents`, the clocks of its promises stand still while a known problem lasts.
    `by_priority` holds other promises where it makes them: priority -> clock -> minutes. After
    `true_months` somebody looks at an official answer again; None is as everywhere here.
    """

    __tablename__ = "service"
    __privacy__ = {
        "slug": "public",
        "name": "public",
        "summary": "public",
        "owner": "public",
        "phone": "public",
        "place": "public",
        "opening": "public",
        "email": "public",
        "provides": "public",
        "provides_html": "public",
        "by_priority": "public",
    }
    __table_args__ = (
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("first_response_minutes > 0 and resolution_minutes > 0", name="promises"),
        CheckConstraint("next_response_minutes > 0", name="next_response"),
        CheckConstraint("true_months between 1 and 60", name="true_months"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey(Subject.id), unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    summary: Mapped[str]
    owner: Mapped[str]
    phone: Mapped[str]
    place: Mapped[str]
    opening: Mapped[str]
    calendar_id: Mapped[int] = mapped_column(ForeignKey(CalendarVersion.id))
    first_response_minutes: Mapped[int]
    next_response_minutes: Mapped[int]
    resolution_minutes: Mapped[int]
    email: Mapped[str] = mapped_column(default="")
    provides: Mapped[str] = mapped_column(default="")
    provides_html: Mapped[str] = mapped_column(default="")
    renderer: Mapped[int] = mapped_column(default=RENDERER_VERSION)
    counts_incidents: Mapped[bool] = mapped_column(default=True)
    by_priority: Mapped[dict[str, Any]] = mapped_column(default=dict)
    true_months: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)

    calendar_version: Mapped[CalendarVersion] = relationship()

    @property
    def opening_words(self) -> str:
        """`opening`, which is kept in English, in the reader's language."""
        if language() is SOURCE:
            return self.opening
        return opening_line(self.calendar_version.calendar)


class UsualWait(Model):
    """How long answers took in the last year, over so many `cases`: half of them came within
    `half_minutes` of opening time, nine of ten within `nine_minutes`. `kind` is of tickets.
    """

    __tablename__ = "usual_wait"
    __privacy__ = {"kind": "code"}
    __table_args__ = (
        CheckConstraint("cases >= 10", name="cases"),
        CheckConstraint("half_minutes > 0 and nine_minutes >= half_minutes", name="order"),
    )

    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    cases: Mapped[int]
    half_minutes: Mapped[int]
    nine_minutes: Mapped[int]
    reckoned_at: Mapped[datetime]
