"""Which two rows are one person, or are asked whether they are."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from moderation.helpdesk.models import Ticket
from moderation.persons.models import DeskPerson, PersonLink, PersonTicket, PersonYes

NO_LINK = "We cannot find this connection. It may have been ended."
MOST = 20


def link_numbered(link_id: int, *, lock: bool = False) -> PersonLink:
    """One that is not ended; raises Missing."""
    rows = _live().where(PersonLink.id == min(link_id, LARGEST))
    if lock:
        rows = rows.with_for_update(of=PersonLink).execution_options(populate_existing=True)
    if link := db.scalar(rows):
        return link
    raise Missing(NO_LINK)


def links_of(person_id: int) -> Sequence[PersonLink]:
    """Those that are asked about and those that are agreed to."""
    return db.scalars(_live().where(_has(person_id)).order_by(PersonLink.id).limit(MOST)).all()


def link_between(one_id: int, other_id: int) -> PersonLink | None:
    pair = (PersonLink.one_id == one_id, PersonLink.other_id == other_id)
    return db.scalar(_live().where(*pair))


def said_yes(link_id: int) -> set[int]:
    """The numbers of the people who agreed."""
    return set(db.scalars(select(PersonYes.person_id).where(PersonYes.link_id == link_id)))


def connected_tickets(person_id: int, links: Sequence[PersonLink]) -> Sequence[Ticket]:
    """Tickets of those who are the same person as this one, the newest first."""
    ids = [link.beside(person_id).id for link in links if link.agreed_at]
    if not ids:
        return []
    rows = select(Ticket).join(PersonTicket, PersonTicket.ticket_id == Ticket.id)
    rows = rows.where(PersonTicket.person_id.in_(ids)).order_by(Ticket.id.desc())
    return db.scalars(rows.limit(MOST)).all()


def _has(person_id: int) -> ColumnElement[bool]:
    return or_(PersonLink.one_id == person_id, PersonLink.other_id == person_id)


def _live() -> Select[PersonLink]:
    one = joinedload(PersonLink.one).joinedload(DeskPerson.member)
    other = joinedload(PersonLink.other).joinedload(DeskPerson.member)
    return select(PersonLink).where(PersonLink.ended_at.is_(None)).options(one, other)
