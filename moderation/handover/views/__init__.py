"""The pages of outside desks, what is pressed on tickets, and the door for calls of theirs."""

from moderation.handover.views import calls, citizens, desks, tickets
from moderation.handover.views.room import handover

__all__ = ["calls", "citizens", "desks", "handover", "tickets"]
