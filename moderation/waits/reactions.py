"""A ticket was opened: what its person is told about the wait is noted, to be judged later."""

from forum.kernel.db import db
from forum.kernel.events import Origin, serves
from moderation.helpdesk.events import TicketOpened
from moderation.helpdesk.models import Ticket
from moderation.waits import actions


@serves(Origin.LIVE, Origin.DEMO)
def note_said(event: TicketOpened) -> None:
    """What its person is told about the wait is noted, to be judged later; twice is harmless."""
    actions.note_said(db.get_one(Ticket, event.ticket_id))
