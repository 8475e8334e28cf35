"""Which connections there are, and the tickets that came in another way."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST, Page, page_of, position
from moderation.helpdesk.models import Ticket
from moderation.persons.models import DeskPerson, PersonLink, PersonTicket, PersonYes
from moderation.persons.queries.sameness import is_same

NO_LINK = "We cannot find this connection. It may have been ended."
MOST = 20
Brought = tuple[Ticket, DeskPerson]


def link_numbered(link_id: int, *, lock: bool = False) -> PersonLink:
    """One that is not ended; raises Missing.

    Locked so that rows may still name it: who joins or parts its neighbours writes such rows.
    """
    rows = _live().where(PersonLink.id == min(link_id, LARGEST))
    if lock:
        one = rows.with_for_update(of=PersonLink, key_share=True)
        rows = one.execution_options(populate_existing=True)
    if link := db.scalar(rows):
        return link
    raise Missing(NO_LINK)


def links_of(ids: Collection[int]) -> Sequence[PersonLink]:
    """Of all ways in which a person came: those that hold, and those that are asked about.

    What would join two that are one already asks nobody anything.
    """
    has = or_(PersonLink.one_id.in_(ids), PersonLink.other_id.in_(ids))
    inside = PersonLink.one_id.in_(ids) & PersonLink.other_id.in_(ids)
    asks = PersonLink.agreed_at.is_not(None) | ~inside
    return db.scalars(_live().where(has, asks).order_by(PersonLink.id).limit(MOST)).all()


def link_between(one_id: int, other_id: int) -> PersonLink | None:
    pair = (PersonLink.one_id == one_id, PersonLink.other_id == other_id)
    return db.scalar(_live().where(*pair))


def said_yes(link_id: int) -> dict[int, str]:
    """The numbers of the people who agreed, and how."""
    rows = select(PersonYes.person_id, PersonYes.how).where(PersonYes.link_id == link_id)
    return {person_id: how for person_id, how in db.execute(rows)}


def brought_otherwise(person_id: int, *, cursor: str | None = None) -> Page[Brought]:
    """Tickets this person brought in other ways, each with that way, the newest first."""
    rows = select(Ticket, DeskPerson).join(PersonTicket, PersonTicket.ticket_id == Ticket.id)
    rows = rows.join(DeskPerson, DeskPerson.id == PersonTicket.person_id)
    rows = rows.where(is_same(DeskPerson.id, person_id), DeskPerson.id != person_id)
    if after := position(cursor, int):
        rows = rows.where(Ticket.id < after[0])
    rows = rows.options(joinedload(DeskPerson.member))
    found = [
        (row[0], row[1]) for row in db.execute(rows.order_by(Ticket.id.desc()).limit(MOST + 1))
    ]
    return page_of(found, MOST, lambda brought: [brought[0].id])


def is_tied(ticket_id: int, person_id: int) -> bool:
    """Whether this person brought it, in whichever way; no more once they are parted from it."""
    rows = select(PersonTicket.ticket_id).where(PersonTicket.ticket_id == ticket_id)
    return db.scalar(rows.where(is_same(PersonTicket.person_id, person_id))) is not None


def _live() -> Select[PersonLink]:
    one = joinedload(PersonLink.one).joinedload(DeskPerson.member)
    other = joinedload(PersonLink.other).joinedload(DeskPerson.member)
    return select(PersonLink).where(PersonLink.ended_at.is_(None)).options(one, other)
