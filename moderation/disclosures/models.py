"""One answered request for information as everybody reads it: never who asked."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.services.models import Service
from moderation.disclosures.wording import OUTCOMES
from moderation.helpdesk.models import Ticket

_NAMED = ",".join(f"'{outcome}'" for outcome in OUTCOMES)


class Disclosure(Model):
    """Written for the public; only the dates come from the ticket. What was taken off stays here,
    and can be published again.
    """

    __tablename__ = "disclosure"
    __privacy__ = {
        "reference": "code",
        "title": "public",
        "summary": "public",
        "outcome": "code",
        "reason": "public",
        "body": "public",
        "html": "public",
    }
    __kept__ = {"ticket_id": "of ticket"}
    __table_args__ = (
        CheckConstraint(f"outcome in ({_NAMED})", name="outcome"),
        CheckConstraint("outcome = 'full' or length(reason) > 0", name="reason"),
        Index("ix_disclosure_answered_at", "taken_off_at", "answered_at", "ticket_id"),
    )

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey(Ticket.id), primary_key=True, autoincrement=False
    )
    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id))
    reference: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str]
    outcome: Mapped[str]
    reason: Mapped[str]
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime]
    published_at: Mapped[datetime] = mapped_column(default=now)
    published_by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    taken_off_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    service: Mapped[Service] = relationship()
