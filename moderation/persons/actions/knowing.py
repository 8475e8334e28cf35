"""Whose ticket it is: a member, somebody with an address, or a caller who left a number at most."""

from forum.accounts.emails import email_key
from forum.accounts.names import name_key
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from moderation.helpdesk.models import Ticket
from moderation.persons import queries
from moderation.persons.models import DeskPerson, PersonTicket

BLANK = {"is_remembered": True, "large_print": False}


def know_person_of(ticket: Ticket) -> DeskPerson | None:
    """The person of a ticket, written down when we did not know them; None for nobody’s ticket.

    Two people are never taken for one here: an account is one person, and an address another.
    """
    if known := queries.person_of_ticket(ticket.id):
        return known
    if ticket.opener_id is not None:
        person = know_member(ticket.opener_id)
    elif ticket.contact_email:
        person = know_caller(ticket.contact_name or "", email=ticket.contact_email)
    else:
        return None
    is_of(person, ticket)
    return person


def is_of(person: DeskPerson, ticket: Ticket) -> None:
    """Once: whose a ticket is does not change."""
    insert_once(PersonTicket, ticket_id=ticket.id, person_id=person.id)


def know_member(member_id: int) -> DeskPerson:
    """The row of an account, made when it is not there."""
    insert_once(DeskPerson, member_id=member_id, made_at=now(), **BLANK)
    person = queries.person_of_member(member_id)
    assert person is not None
    return person


def know_caller(name: str, *, email: str = "", phone: str = "") -> DeskPerson:
    """By the address when there is one; a number may be shared, so it makes nobody one."""
    known_as = email_key(email) if email else None
    told = {"name": name or None, "name_key": name_key(name) or None}
    told |= {"email": email or None, "phone": phone or None, "phone_key": digits(phone) or None}
    row = {"email_key": known_as, "made_at": now(), **told, **BLANK}
    if known_as is None:
        person = DeskPerson(**row)
        db.add(person)
        db.flush()
        return person
    insert_once(DeskPerson, **row)
    found = queries.known_as(known_as)
    assert found is not None
    return found


def digits(phone: str) -> str:
    """What two spellings of a number have in common."""
    return "".join(sign for sign in phone if sign.isascii() and sign.isdecimal())
