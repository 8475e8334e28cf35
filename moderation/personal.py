"""The staff side's rows about one person, by the name under which they are exported.

Notes between staff, and who reported somebody, are left to the people at the desk.
"""

from collections.abc import Sequence

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.personal import Export, Row, rows_of
from moderation.helpdesk.models import Affected, Message, Ticket
from moderation.reports.models import Appeal, Report
from moderation.sanctions.models import Sanction


def messages(member_id: int) -> Sequence[Row]:
    """What was said on one's own tickets, by either side."""
    said = select(
        *(Message.id, Message.ticket_id, Message.is_from_staff, Message.visibility),
        *(Message.channel, Message.body, Message.written_at),
    )
    said = said.join(Ticket, Ticket.id == Message.ticket_id)
    said = said.where(Ticket.opener_id == member_id, Message.visibility != "internal")
    rows = db.execute(said.order_by(Message.id)).all()
    return [dict(row._mapping) | {"written_at": row.written_at.isoformat()} for row in rows]


PERSONAL: dict[str, Export] = {
    "appeals": rows_of(Appeal, "appellant_id"),
    "messages": messages,
    "reports": rows_of(Report, "reporter_id"),
    "sanctions": rows_of(Sanction, "member_id"),
    "tickets": rows_of(Ticket, "opener_id"),
    "tickets_joined": rows_of(Affected, "member_id"),
}
