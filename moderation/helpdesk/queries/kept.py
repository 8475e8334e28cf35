"""Which tickets no hold covers: not them, nor their source, person, topic or service."""

from sqlalchemy import ColumnElement, and_, select

from forum.kernel import holding
from forum.topics.models import Topic
from moderation.helpdesk.models import Ticket


def is_free() -> ColumnElement[bool]:
    """In a query of tickets. A topic belongs to its service, which need not be the ticket's."""
    own = {"subject": Ticket.id, "member": Ticket.opener_id}
    place = {"topic": Ticket.topic_id, "service": Ticket.service_id}
    of_topic = select(Topic.service_id).where(Topic.id == Ticket.topic_id).scalar_subquery()
    above = {"subject": Ticket.source_id, "service": of_topic}
    return and_(holding.is_free(**own, **place), holding.is_free(**above))
