"""What must always be true of joined tickets; `folkmoot doctor` asks."""

from collections.abc import Iterator

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.house import Finding
from moderation.bundles.models import TicketMerge
from moderation.helpdesk.models import Ticket

NAME = "joined tickets lead where it says"


def joined_as_written_down() -> Iterator[Finding]:
    """The ticket and the row of its joining name the same other one."""
    stands = (TicketMerge.ticket_id == Ticket.id) & TicketMerge.undone_at.is_(None)
    rows = select(Ticket.id).outerjoin(TicketMerge, stands)
    differ = rows.where(Ticket.merged_into_id.is_distinct_from(TicketMerge.into_id))
    for ticket_id in db.scalars(differ):
        yield Finding(NAME, "It is joined with another ticket than is written down.", ticket_id)


CHECKS = {NAME: joined_as_written_down}
