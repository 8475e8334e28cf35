"""The notes of the last shift, and who has read what came in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.services.models import Service
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import read_by
from moderation.morning.models import MorningReading, ShiftNote, ShiftNoteTicket

MOST = 100


@dataclass(frozen=True)
class Note:
    """A note with those of its tickets that the reader may see: reference and title."""

    note: ShiftNote
    tickets: Sequence[tuple[str, str]]


def notes_for(teams: Sequence[Service], *, to: Member) -> list[Note]:
    """Those nobody has confirmed yet, the oldest first; two queries."""
    waits = ShiftNote.confirmed_at.is_(None)
    rows = select(ShiftNote).where(ShiftNote.service_id.in_([one.id for one in teams]), waits)
    whole = joinedload(ShiftNote.author).lazyload("*"), joinedload(ShiftNote.service)
    found = db.scalars(rows.options(*whole).order_by(ShiftNote.id).limit(MOST)).all()
    named = select(ShiftNoteTicket.note_id, Ticket.reference, Ticket.title)
    named = named.join(Ticket, Ticket.id == ShiftNoteTicket.ticket_id)
    named = named.where(ShiftNoteTicket.note_id.in_([one.id for one in found]), read_by(to))
    tickets: dict[int, list[tuple[str, str]]] = {one.id: [] for one in found}
    for note_id, reference, title in db.execute(named.order_by(Ticket.id)):
        tickets[note_id].append((reference, title))
    return [Note(one, tickets[one.id]) for one in found]


def locked_note(note_id: int) -> ShiftNote:
    """Locked. Raises Missing."""
    number = min(note_id, LARGEST)
    if note := db.get(ShiftNote, number, with_for_update=True, populate_existing=True):
        return note
    raise Missing("We cannot find this note.")


def tickets_named(references: Sequence[str], *, to: Member) -> dict[str, int]:
    """Those of them that this person may see, by reference."""
    rows = select(Ticket.reference, Ticket.id).where(Ticket.reference.in_(references), read_by(to))
    return {reference: id_ for reference, id_ in db.execute(rows)}


def reading_of(member_id: int) -> MorningReading:
    """A new row when they have read nothing yet."""
    return db.get(MorningReading, member_id) or MorningReading(member_id=member_id)


def to_mail(today: str) -> list[int]:
    """Who wants a mail when their shift begins and has had none today."""
    rows = select(MorningReading.member_id).where(MorningReading.wants_mail)
    none = or_(MorningReading.mailed_on.is_(None), MorningReading.mailed_on != today)
    return list(db.scalars(rows.where(none).order_by(MorningReading.member_id)))
