"""Topic areas, each belonging to a service, and tags."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.db import Model


class Topic(Model):
    """`escalates_after_minutes` counts the service's opening minutes without a solution."""

    __tablename__ = "topic"
    __privacy__ = {"slug": "public", "name": "public", "summary": "public"}

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    summary: Mapped[str]
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    escalates_after_minutes: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)


class Tag(Model):
    __tablename__ = "tag"
    __privacy__ = {"name": "public"}

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
