"""The picture of a place, kept under the digest of its bytes."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.clock import now
from forum.kernel.db import Model


class Logo(Model):
    """Made anew from the pixels of what was sent; older ones stay, so that undoing works."""

    __tablename__ = "logo"
    __privacy__ = {"digest": "digest", "media": "technical"}

    digest: Mapped[str] = mapped_column(primary_key=True)
    media: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    added_at: Mapped[datetime] = mapped_column(default=now)
