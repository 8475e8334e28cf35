"""Whoever complained is told that we have it, and how it ended."""

from forum.kernel.db import db
from forum.kernel.mail import owe
from moderation.grievances.events import GrievanceDecided, GrievanceEvent, GrievanceMade
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import mailed_as


def acknowledge(event: GrievanceMade) -> None:
    """The reference, and until when somebody looks at it."""
    _owe("grievance_received", event)


def tell_outcome(event: GrievanceDecided) -> None:
    """What was found and what we do."""
    _owe("grievance_decided", event)


def _owe(kind: str, event: GrievanceEvent) -> None:
    if to := mailed_as(db.get_one(Ticket, event.ticket_id)):
        owe(kind, event_id=event.event_id, recipient=to, subject_id=event.ticket_id)
