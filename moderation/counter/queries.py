"""People as somebody names them on the phone, and what they have open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from forum.accounts.emails import email_key
from forum.accounts.models import Member
from forum.accounts.names import name_key
from forum.kernel.db import db
from forum.kernel.errors import Missing
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import read_by, visible_ticket
from moderation.helpdesk.references import read_reference
from moderation.persons.actions.knowing import digits
from moderation.persons.models import DeskPerson, PersonTicket
from moderation.persons.queries import is_same, people_who_are, person_of_ticket

MOST = 8
SHORTEST = 3
FEW = 10


@dataclass(frozen=True)
class Match:
    """Somebody it may be; `person_id` is None for an account the desk never had to do with."""

    person_id: int | None
    member_id: int | None
    name: str
    email: str
    phone: str


def people_like(typed: str, *, to: Member) -> list[Match]:
    """At most eight: by reference, address, number or the beginning of a name."""
    typed = typed.strip()
    if read_reference(typed):
        return _by_reference(typed, to)
    if len(typed) < SHORTEST:
        return []
    rows = [*db.execute(_members(typed)), *db.execute(_callers(typed))]
    return [_match(row) for row in rows][:MOST]


def open_tickets(person_id: int, *, to: Member) -> Sequence[Ticket]:
    """In whichever way the person brought them, the newest first."""
    rows = select(Ticket).join(PersonTicket, PersonTicket.ticket_id == Ticket.id)
    rows = rows.where(is_same(PersonTicket.person_id, person_id), Ticket.is_live, read_by(to))
    return db.scalars(rows.order_by(Ticket.id.desc()).limit(FEW)).all()


def told_before(person: DeskPerson) -> dict[str, str]:
    """Name, phone and e-mail as the person told us in any way; this way says it first."""
    ways = people_who_are(person.id)
    mails = [way.member.email if way.member else way.email for way in ways]
    names, phones = [way.shown_name for way in ways], [way.phone for way in ways]
    told: dict[str, Sequence[str | None]] = {"name": names, "phone": phones, "email": mails}
    return {fact: next((one for one in said if one), "") for fact, said in told.items()}


def _by_reference(typed: str, to: Member) -> list[Match]:
    try:
        ticket = visible_ticket(typed, to=to)
    except Missing:
        return []
    person = person_of_ticket(ticket.id)
    if person is None:
        return []
    member = person.member
    email, phone = (member.email if member else person.email) or "", person.phone or ""
    return [Match(person.id, person.member_id, person.shown_name, email, phone)]


def _members(typed: str) -> Any:
    """Accounts, whether they ever came to the desk or not."""
    columns = (DeskPerson.id, Member.id.label("member_id"), Member.name, Member.email)
    rows = select(*columns, DeskPerson.phone)
    rows = rows.outerjoin(DeskPerson, DeskPerson.member_id == Member.id).select_from(Member)
    is_here = (Member.erased_at.is_(None), ~Member.is_imported)
    rows = rows.where(*is_here, _is_like(typed, Member, DeskPerson.phone_key))
    return rows.order_by(Member.name_key, Member.id).limit(MOST)


def _callers(typed: str) -> Any:
    """People without an account."""
    columns = (DeskPerson.id, DeskPerson.member_id, DeskPerson.name, DeskPerson.email)
    rows = select(*columns, DeskPerson.phone).where(DeskPerson.member_id.is_(None))
    rows = rows.where(_is_like(typed, DeskPerson, DeskPerson.phone_key))
    return rows.order_by(DeskPerson.name_key, DeskPerson.id).limit(MOST)


def _is_like(typed: str, who: Any, phone_key: Any) -> ColumnElement[bool]:
    if "@" in typed:
        is_so: ColumnElement[bool] = who.email_key.startswith(email_key(typed), autoescape=True)
        return is_so
    number = digits(typed)
    if len(number) >= SHORTEST and not any(sign.isalpha() for sign in typed):
        ends = phone_key.endswith(number.lstrip("0"), autoescape=True)
        return or_(ends, phone_key.startswith(number, autoescape=True))
    start = name_key(typed)
    first = who.name_key.startswith(start, autoescape=True)
    later = who.name_key.contains(f" {start}", autoescape=True)
    return or_(first, later)


def _match(row: Any) -> Match:
    return Match(row.id, row.member_id, row.name or "", row.email or "", row.phone or "")


def count_open(person_ids: Sequence[int], *, to: Member) -> dict[int, int]:
    """How many open tickets each of them has, in one query."""
    rows = select(PersonTicket.person_id, func.count())
    rows = rows.join(Ticket, Ticket.id == PersonTicket.ticket_id)
    rows = rows.where(PersonTicket.person_id.in_(person_ids), Ticket.is_live, read_by(to))
    return {row[0]: row[1] for row in db.execute(rows.group_by(PersonTicket.person_id))}
