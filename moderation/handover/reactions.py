"""What follows for hand-overs from what happens to tickets."""

from sqlalchemy import select

from forum.kernel.db import db
from moderation.handover import actions
from moderation.handover.models import OutsideDesk, ServiceDesk
from moderation.handover.queries import offered_consent
from moderation.helpdesk.events import OutsideAgreed, TicketMoved, TicketOpened
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.states import FINAL


def hand_over_at_once(event: TicketOpened) -> None:
    """Where the service is set so, its tickets go to the outside desk by themselves."""
    ticket = db.get_one(Ticket, event.ticket_id)
    rows = select(OutsideDesk).join(ServiceDesk, ServiceDesk.desk_id == OutsideDesk.id)
    mine = (ServiceDesk.service_id == ticket.service_id, ServiceDesk.at_once)
    if desk := db.scalar(rows.where(*mine)):
        actions.hand_over_by_itself(ticket, desk)


def tell_how_it_ended(event: TicketMoved) -> None:
    """A neighbour solved it, it was withdrawn, it goes on again: the outside desk hears of it."""
    if event.state in FINAL or event.before in FINAL:
        actions.say_ended(event.ticket_id, event_id=event.event_id)


def note_agreement(event: OutsideAgreed) -> None:
    """The yes of the contact form counts when the desk’s words are still the same."""
    ticket = db.get_one(Ticket, event.ticket_id)
    offered = {desk.id: desk for desk, _ in offered_consent(ticket)}
    desk = offered.get(event.desk_id)
    if desk is not None and desk.version == event.desk_version:
        actions.consent(ticket, desk, by=None, notice=desk.notice)
