"""What the desk of the demo borough has done, is doing, and has not read yet."""

from moderation.helpdesk.demo.building import FromLetter, load, ticket_titled, write_in_turn
from moderation.helpdesk.demo.shapes import Letter, Step

__all__ = ["FromLetter", "Letter", "Step", "load", "ticket_titled", "write_in_turn"]
