"""What is kept about a member at the desk, as it is exported."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select

from forum.kernel.db import db
from forum.kernel.personal import Export, Row, rows_of
from moderation.persons.models import (
    DeskPerson,
    LookReason,
    PersonLink,
    PersonLook,
    PersonTicket,
    PersonYes,
    SharedNote,
)


def notes(member_id: int) -> Sequence[Row]:
    """Notes staff wrote about one, with one’s answers."""
    said = (SharedNote.id, SharedNote.body, SharedNote.reply)
    rows = select(*said, SharedNote.written_at, SharedNote.replied_at)
    return _of(rows.join(DeskPerson, DeskPerson.id == SharedNote.person_id), member_id)


def looks(member_id: int) -> Sequence[Row]:
    """When somebody of the staff opened one’s page, and why."""
    why = (LookReason.kind, LookReason.words, LookReason.ticket_id)
    rows = select(PersonLook.id, *why, PersonLook.looked_at)
    rows = rows.join(LookReason, LookReason.id == PersonLook.reason_id)
    return _of(rows.join(DeskPerson, DeskPerson.id == PersonLook.person_id), member_id)


def tickets(member_id: int) -> Sequence[Row]:
    """Which tickets are taken for one’s own at the desk."""
    rows = select(PersonTicket.ticket_id)
    return _of(rows.join(DeskPerson, DeskPerson.id == PersonTicket.person_id), member_id)


def reasons(member_id: int) -> Sequence[Row]:
    """Every reason that was given to open one’s page."""
    why = (LookReason.kind, LookReason.words, LookReason.ticket_id)
    rows = select(LookReason.id, *why, LookReason.opened_at, LookReason.ends_at)
    return _of(rows.join(DeskPerson, DeskPerson.id == LookReason.person_id), member_id)


def connections(member_id: int) -> Sequence[Row]:
    """With what else one was asked to be taken for one, and what became of it."""
    when = (PersonLink.proposed_at, PersonLink.agreed_at, PersonLink.ended_at)
    mine = or_(PersonLink.one_id == DeskPerson.id, PersonLink.other_id == DeskPerson.id)
    return _of(select(PersonLink.id, PersonLink.evidence, *when).join(DeskPerson, mine), member_id)


def agreements(member_id: int) -> Sequence[Row]:
    """What one agreed to, and how."""
    rows = select(PersonYes.link_id, PersonYes.how, PersonYes.said_at)
    return _of(rows.join(DeskPerson, DeskPerson.id == PersonYes.person_id), member_id)


def _of(rows: Any, member_id: int) -> Sequence[Row]:
    found = db.execute(rows.where(DeskPerson.member_id == member_id)).mappings()
    return [{name: _plain(value) for name, value in row.items()} for row in found]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


PERSONAL: dict[str, Export] = {
    "at_desk": rows_of(DeskPerson, "member_id"),
    "at_desk_agreements": agreements,
    "at_desk_connections": connections,
    "at_desk_looks": looks,
    "at_desk_notes": notes,
    "at_desk_reasons": reasons,
    "at_desk_tickets": tickets,
}
