"""Tickets in JSON."""

from moderation.helpdesk.api import reading, writing
from moderation.helpdesk.api.schemas import helpdesk_api

__all__ = ["helpdesk_api", "reading", "writing"]
