"""What a person reads about their own page at the desk: what stands there, who looked, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST, Page, page_of, position
from moderation.persons.models import (
    DeskPerson,
    LookReason,
    PersonLink,
    PersonLook,
    PersonYes,
    SharedNote,
)
from moderation.persons.queries.connections import Brought, brought_otherwise, links_of
from moderation.persons.queries.finding import person_of_member
from moderation.persons.queries.sameness import people_who_are
from moderation.persons.queries.showing import notes_on

SIZE = 20
NO_NOTE = "We cannot find this note."


@dataclass(frozen=True)
class OwnPage:
    """`person` is a new row when the desk has nothing yet; `ways` are all in which they came."""

    person: DeskPerson
    notes: Sequence[SharedNote]
    looks: Page[PersonLook]
    links: Sequence[PersonLink] = ()
    tickets: Sequence[Brought] = ()
    agreed: frozenset[int] = frozenset()
    ways: Sequence[DeskPerson] = ()


def own_page(member: Member, *, cursor: str | None = None) -> OwnPage:
    """Seven queries at most."""
    person = person_of_member(member.id)
    if person is None:
        return OwnPage(_nobody_yet(member), [], Page([], None))
    ways = people_who_are(person.id)
    links = links_of([way.id for way in ways])
    looks = looks_at(person.id, cursor=cursor)
    tickets = brought_otherwise(person.id).items
    said = frozenset(db.scalars(_agreed_by(person.id)))
    return OwnPage(person, notes_on([person.id]), looks, links, tickets, said, ways)


def looks_at(person_id: int, *, cursor: str | None = None) -> Page[PersonLook]:
    """Everybody of the staff who opened the page, the newest first."""
    rows = select(PersonLook).where(PersonLook.person_id == person_id)
    if after := position(cursor, int):
        rows = rows.where(PersonLook.id < after[0])
    why = joinedload(PersonLook.reason).joinedload(LookReason.ticket)
    rows = rows.options(joinedload(PersonLook.reader), why)
    found = db.scalars(rows.order_by(PersonLook.id.desc()).limit(SIZE + 1)).all()
    return page_of(found, SIZE, lambda look: [look.id])


def note_of(member: Member, note_id: int) -> SharedNote:
    """One about oneself, locked; raises Missing for those about others."""
    rows = select(SharedNote).join(DeskPerson, DeskPerson.id == SharedNote.person_id)
    rows = rows.where(DeskPerson.member_id == member.id, SharedNote.id == min(note_id, LARGEST))
    if note := db.scalar(rows.with_for_update(of=SharedNote)):
        return note
    raise Missing(NO_NOTE)


def _nobody_yet(member: Member) -> DeskPerson:
    return DeskPerson(member_id=member.id, is_remembered=True, large_print=False)


def _agreed_by(person_id: int) -> Select[int]:
    """Connections to which somebody said yes themselves; by mail is not enough for an account."""
    rows = select(PersonYes.link_id).where(PersonYes.person_id == person_id)
    return rows.where(PersonYes.how == "account")
