"""Taking a ticket for somebody who is on the phone or at the counter."""

from dataclasses import dataclass
from typing import Any

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.errors import Refused
from forum.kernel.written import Written
from forum.services.models import Service
from moderation.helpdesk.actions import make_code, open_contact
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import works_at_desk
from moderation.helpdesk.queries import mailed_as
from moderation.persons.actions import is_of, know_caller
from moderation.persons.actions.keeping import REASON_FIRST
from moderation.persons.models import DeskPerson
from moderation.persons.queries import reason_now

ONLY_DESK = "Only the desk takes tickets for others."


@dataclass(frozen=True)
class Call:
    """What the person said, and how they can be reached; an empty address is none."""

    title: str
    body: Written
    name: str = ""
    email: str = ""
    phone: str = ""
    service: Service | None = None
    urgency: str = "medium"
    nonce: str | None = None
    agreed: tuple[tuple[int, int], ...] = ()


def take_call(call: Call, *, by: Member, person: DeskPerson | None) -> tuple[Ticket, str]:
    """The ticket, and a code when no mail can reach the person; the same form twice makes one."""
    if not works_at_desk(by):
        raise Refused(ONLY_DESK)
    if person is not None and reason_now(person.id, by) is None:
        raise Refused(REASON_FIRST)
    member = person.member if person else None
    about: dict[str, Any] = {"title": call.title, "body": call.body, "urgency": call.urgency}
    ticket = open_contact(
        **about,
        email=None if member else call.email,
        name="" if member else call.name,
        by=by,
        opener=member,
        service=call.service,
        nonce=call.nonce,
        agreed=call.agreed,
    )
    is_of(person or know_caller(call.name, email=call.email, phone=call.phone), ticket)
    audit.record("ticket taken", by=by.id, subject_id=ticket.id, reason="counter")
    return ticket, "" if mailed_as(ticket) else make_code(ticket, by=by)
