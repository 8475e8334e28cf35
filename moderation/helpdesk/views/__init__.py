"""The desk as the citizen meets it: writing in private, checking a ticket, talking about it."""

from moderation.helpdesk.views import checking, contact, escalating, tickets
from moderation.helpdesk.views.blueprint import helpdesk

__all__ = ["checking", "contact", "escalating", "helpdesk", "tickets"]
