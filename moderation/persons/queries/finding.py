"""The row of a person, by its number, by the account, by a ticket."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from moderation.persons.models import DeskPerson, PersonTicket

NOBODY = "We cannot find this person."


def person_numbered(person_id: int, *, lock: bool = False) -> DeskPerson:
    """Raises Missing."""
    rows = _whole().where(DeskPerson.id == min(person_id, LARGEST))
    if lock:
        rows = rows.with_for_update(of=DeskPerson).execution_options(populate_existing=True)
    if person := db.scalar(rows):
        return person
    raise Missing(NOBODY)


def person_of_member(member_id: int) -> DeskPerson | None:
    return db.scalar(_whole().where(DeskPerson.member_id == member_id))


def person_of_ticket(ticket_id: int) -> DeskPerson | None:
    rows = _whole().join(PersonTicket, PersonTicket.person_id == DeskPerson.id)
    return db.scalar(rows.where(PersonTicket.ticket_id == ticket_id))


def known_as(email_key: str) -> DeskPerson | None:
    """Somebody without an account, by the address they gave."""
    return db.scalar(_whole().where(DeskPerson.email_key == email_key))


def _whole() -> Select[DeskPerson]:
    return select(DeskPerson).options(joinedload(DeskPerson.member))
