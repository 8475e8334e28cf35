"""What a person needs of us, notes they may read, and whether they want to be remembered."""

from dataclasses import dataclass

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from moderation.persons import policy, queries
from moderation.persons.actions.looking import ONLY_DESK
from moderation.persons.events import MemoryChosen, NeedsSaid, NoteAnswered, NoteShared
from moderation.persons.models import DeskPerson, SharedNote

ASK_FIRST = "Ask the person first, and tick that they agree."
NO_READER = "A note needs somebody who can read it: this person has no account."
NOT_REMEMBERED = "This person wants help without being remembered, so nothing is written down."
REASON_FIRST = "Open the page with a reason first."
ANSWERED = "You have answered this note. Write to us if there is more."


@dataclass(frozen=True)
class Needs:
    """What letters and talks with somebody have to look like."""

    large_print: bool = False
    interpreter: str = ""
    other: str = ""


def say_needs(person: DeskPerson, needs: Needs, *, by: Member, agreed: bool = False) -> None:
    """By the person, or by staff who asked them."""
    is_own = policy.is_own(by, person)
    if not is_own:
        _require_reason(person, by)
        if not agreed:
            raise Invalid(ASK_FIRST, {"agreed": ASK_FIRST})
    told = (needs.large_print, needs.interpreter or None, needs.other or None)
    if (person.large_print, person.interpreter, person.other_need) == told:
        return

    person.large_print, person.interpreter, person.other_need = told
    person.needs_by, person.needs_at = "person" if is_own else "staff", now()
    if not is_own:
        audit.record("needs written down", by=by.id, person_id=person.member_id, reason="agreed")
    publish(NeedsSaid(actor_id=by.id, person_id=person.id, by_staff=not is_own))


def share_note(person: DeskPerson, body: str, *, by: Member, nonce: str | None) -> None:
    """The person reads it at once; the same form sent twice writes once."""
    _require_reason(person, by)
    if not policy.may_share(person):
        raise Refused(NO_READER if person.is_remembered else NOT_REMEMBERED)
    row = {"person_id": person.id, "author_id": by.id, "body": body, "nonce": nonce}
    if not insert_once(SharedNote, written_at=now(), **row):
        return

    newest = select(SharedNote.id).where(SharedNote.person_id == person.id)
    note_id = db.scalars(newest.order_by(SharedNote.id.desc()).limit(1)).one()
    audit.record("note shared", by=by.id, person_id=person.member_id)
    publish(NoteShared(actor_id=by.id, person_id=person.id, note_id=note_id))


def answer_note(note: SharedNote, reply: str, *, by: Member) -> None:
    """The person answers or corrects it, once; staff read both."""
    if note.reply == reply:
        return
    if note.reply is not None:
        raise Conflict(ANSWERED)
    note.reply, note.replied_at = reply, now()
    publish(NoteAnswered(actor_id=by.id, person_id=note.person_id, note_id=note.id))


def choose_memory(person: DeskPerson, *, by: Member, is_on: bool) -> None:
    """“Help me without remembering me”, or the other way round."""
    if not policy.is_own(by, person):
        raise Refused(ONLY_DESK)
    if person.is_remembered == is_on:
        return
    person.is_remembered = is_on
    publish(MemoryChosen(actor_id=by.id, person_id=person.id, is_on=is_on))


def _require_reason(person: DeskPerson, by: Member) -> None:
    if not policy.may_open(by):
        raise Refused(ONLY_DESK)
    if queries.reason_now(person.id, by) is None:
        raise Refused(REASON_FIRST)
