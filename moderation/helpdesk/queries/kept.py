"""Which tickets no hold covers: not them, nor their source, their person or their service."""

from sqlalchemy import ColumnElement, and_

from forum.kernel import holding
from moderation.helpdesk.models import Ticket


def is_free() -> ColumnElement[bool]:
    """In a query of tickets."""
    own = holding.is_free(subject=Ticket.id, member=Ticket.opener_id, service=Ticket.service_id)
    return and_(own, holding.is_free(subject=Ticket.source_id))
