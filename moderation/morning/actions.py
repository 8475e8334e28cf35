"""Leaving a note to the next shift, confirming one, and saying that one has read the morning."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import or_, update

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_missing, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from moderation.helpdesk.policy import works_at_desk
from moderation.helpdesk.queries import works_for
from moderation.helpdesk.references import read_reference
from moderation.morning import queries
from moderation.morning.events import ShiftBegan
from moderation.morning.models import MorningReading, ShiftNote, ShiftNoteTicket
from moderation.morning.wording import NO_TICKET

ONLY_DESK = "Only the desk leaves notes to the next shift."
NOT_YOURS = "This note is for the people of another service."
OWN_NOTE = "Somebody of the next shift confirms this note, not whoever wrote it."
MOST_TICKETS = 20
TOO_MANY = "Name at most 20 tickets in one note."


def leave_note(service_id: int, body: str, references: Sequence[str], *, by: Member) -> None:
    """For whoever of the service is here next; the same words again while they wait change nothing.

    Raises Invalid with the first reference that leads to no ticket this person may see.
    """
    _require(service_id, by)
    tickets = _named(references, by)
    if _waits_already(service_id, body, by):
        return
    note = ShiftNote(service_id=service_id, author_id=by.id, body=body, written_at=now())
    db.add(note)
    db.flush()
    insert_missing(ShiftNoteTicket, [{"note_id": note.id, "ticket_id": id_} for id_ in tickets])


def confirm_note(note: ShiftNote, *, by: Member) -> None:
    """Somebody else has read it, and it ends. Twice is harmless."""
    _require(note.service_id, by)
    if note.author_id == by.id:
        raise Refused(OWN_NOTE)
    if note.confirmed_at is not None:
        return
    note.confirmed_at, note.confirmed_by_id = now(), by.id
    audit.record("note of a shift confirmed", by=by.id, reason=f"note {note.id}")


def mark_read(*, by: Member) -> None:
    _reading(by).read_at = now()


def want_mail(wanted: bool, *, by: Member) -> None:
    """A mail when one's own shift begins; nobody gets one who has not asked for it."""
    _reading(by).wants_mail = wanted


def begin_shift(member_id: int, today: str) -> None:
    """Once a day: of two at once one changes the row."""
    none = or_(MorningReading.mailed_on.is_(None), MorningReading.mailed_on != today)
    mine = (MorningReading.member_id == member_id) & none & MorningReading.wants_mail
    changed = update(MorningReading).where(mine).values(mailed_on=today)
    if db.scalar(changed.returning(MorningReading.member_id), execution_options=SILENT):
        publish(ShiftBegan(actor_id=None, member_id=member_id))


def _require(service_id: int, by: Member) -> None:
    if not works_at_desk(by):
        raise Refused(ONLY_DESK)
    if not works_for(by.id, service_id):
        raise Refused(NOT_YOURS)


def _named(references: Sequence[str], by: Member) -> list[int]:
    if len(references) > MOST_TICKETS:
        raise Invalid(TOO_MANY, {"tickets": TOO_MANY})
    read = {typed: read_reference(typed) or "" for typed in references}
    known = queries.tickets_named(list(read.values()), to=by)
    for typed, reference in read.items():
        if reference not in known:
            sentence = _(NO_TICKET, reference=typed)
            raise Invalid(sentence, {"tickets": sentence})
    return sorted(known.values())


def _waits_already(service_id: int, body: str, by: Member) -> bool:
    same = db.query(ShiftNote.id).where(
        ShiftNote.service_id == service_id,
        ShiftNote.author_id == by.id,
        ShiftNote.body == body,
        ShiftNote.confirmed_at.is_(None),
    )
    return same.first() is not None


def _reading(by: Member) -> MorningReading:
    if not works_at_desk(by):
        raise Refused(ONLY_DESK)
    insert_once(MorningReading, member_id=by.id, read_at=None, wants_mail=False, mailed_on=None)
    return db.get_one(MorningReading, by.id, with_for_update=True, populate_existing=True)
