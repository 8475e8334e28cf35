"""The pages on which managers keep services and topics."""

from moderation.catalogue.views import history, services, sheets, topics
from moderation.catalogue.views.room import catalogue

__all__ = ["catalogue", "history", "services", "sheets", "topics"]
