"""What is known of a request that came with an archive, beside its closed ticket."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.db import Model
from moderation.helpdesk.models import Ticket


class PastRequest(Model):
    """`what` is the type the archive gives: one of a list, nobody's words."""

    __tablename__ = "past_request"
    __privacy__ = {"what": "code"}

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey(Ticket.id), primary_key=True, autoincrement=False
    )
    what: Mapped[str] = mapped_column(index=True)
