"""Whose mail may go on a ticket without further proof."""

from forum.accounts.emails import email_key
from moderation.helpdesk.models import Ticket


def is_participant(ticket: Ticket, address: str) -> bool:
    """Whoever opened it, by the address they gave or the one of their account. Anybody can write
    an address into a mail: it shows where something belongs, and opens nothing.
    """
    opener = ticket.opener
    known = {ticket.contact_email, opener.email if opener and opener.is_verified else None}
    return bool(address) and email_key(address) in {email_key(one) for one in known if one}
