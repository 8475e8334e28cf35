"""What follows from a mail that was put on a ticket."""

from forum.kernel.db import db
from forum.kernel.mail import owe
from moderation.helpdesk.events import TicketMessageWritten
from moderation.helpdesk.models import Message, Ticket
from moderation.mail_in.queries import mail_behind


def say_files_were_left_out(event: TicketMessageWritten) -> None:
    """Whoever answers with photos hears that we have the words only."""
    came = mail_behind(event.message_id) if event.row.channel == "mail" else None
    if came is None or not came.is_answered or not came.left_out:
        return
    message = db.get(Message, event.message_id)
    if message is None or message.via_id is not None:
        return  # it is for staff alone, or went along to the ticket of somebody else
    ticket = db.get_one(Ticket, event.ticket_id)
    to = f"ticket:{ticket.id}" if ticket.contact_email else f"member:{ticket.opener_id}"
    owe("files_left_out", event_id=event.event_id, recipient=to, subject_id=ticket.id)
