"""The blueprint all pages of the help desk hang on, and what they share."""

from pathlib import Path

from flask import request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import reader
from forum.accounts.models import Member
from forum.kernel.db import writing
from forum.kernel.slots import Slot
from forum.kernel.web import room
from moderation.helpdesk import actions, policy, queries
from moderation.helpdesk.models import Ticket

helpdesk = room("helpdesk", str(Path(__file__).parent))

promise_deeds = Slot("promise deeds")
"""What a reader may do about a promise; ids are those of tickets."""
before_sending = Slot("contact form")
"""What rooms above have to ask before somebody sends the private door’s form; the one id is 0."""
on_duty = Slot("on duty")
"""Who of a service is here now, in words; ids are those of services, 0 for all of them."""
beside = Slot("ticket")
"""What rooms above have to say to the person about a ticket."""

brought_otherwise = Slot("tickets of a person")
"""What somebody brought in other ways than with their account; the one id is theirs."""


def key_sent() -> str | None:
    """The signed key in the address, which opens a ticket without an account."""
    return request.args.get("key") or None


def ticket_url(reference: str, *, endpoint: str = "helpdesk.show", key: str | None = None) -> str:
    return url_for(endpoint, reference=reference, key=key or key_sent())


def ticket_to_write(reference: str) -> Ticket:
    """The ticket locked, for a view that is about to change it."""
    return queries.visible_ticket(reference, to=reader(), key=key_sent(), lock=True)


def ticket_to_read(reference: str) -> Ticket:
    """The ticket; when staff look at somebody else's, that is committed before the page is made."""
    ticket = queries.visible_ticket(reference, to=reader(), key=key_sent())
    member = reader()
    if member is None or not policy.works_at_desk(member) or policy.is_opener(member, ticket):
        return ticket
    with writing():
        actions.note_opened(ticket, by=member)
    return queries.visible_ticket(reference, to=reader())


def writer_on(ticket: Ticket) -> Member | None:
    """Who acts: a member in their own right, or None for whoever holds the ticket's key."""
    member = reader()
    return member if policy.may_see(member, ticket) else None


def unkept(response: Response) -> Response:
    """A page about somebody's ticket stays in no cache."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
