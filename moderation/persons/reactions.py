"""What follows for people when a ticket is opened."""

from forum.kernel.db import db
from forum.kernel.events import Origin, serves
from forum.kernel.mail import owe
from moderation.helpdesk.events import TicketOpened
from moderation.helpdesk.models import Ticket
from moderation.persons import queries
from moderation.persons.actions import know_person_of
from moderation.persons.events import ConnectionAgreed, ConnectionEvent, ConnectionProposed
from moderation.persons.models import PersonLink
from moderation.persons.policy import address_of, asked


@serves(Origin.LIVE, Origin.DEMO)
def know_person(event: TicketOpened) -> None:
    """Whose it is, so that the counter finds them."""
    know_person_of(db.get_one(Ticket, event.ticket_id))


def ask_all(event: ConnectionProposed) -> None:
    """Everybody who can be asked by mail is."""
    _write_all("connection_asked", event)


def tell_all(event: ConnectionAgreed) -> None:
    """So that nobody is made one with somebody else without a word."""
    _write_all("connection_made", event)


def _write_all(kind: str, event: ConnectionEvent) -> None:
    link = db.get_one(PersonLink, event.link_id)
    for way in asked(link, queries.ways_of(link)):
        if address_of(way):
            owe(kind, event_id=event.event_id, recipient=f"person:{way.id}")
