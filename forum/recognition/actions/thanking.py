"""Thank-you notes: staff write one about a post, and its receiver shows it to others or not."""

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.limits import spend
from forum.recognition import policy
from forum.recognition.events import StaffThanked
from forum.recognition.limits import NOTES
from forum.recognition.models import ThankYouNote
from forum.recognition.queries.notes import author_of, note_about

ONLY_STAFF = "Only staff write thank-you notes."
NOT_THEM = "Nobody can be thanked for this: its author is a colleague, is under 18 or has left."
ALREADY = "A colleague has thanked for this already."
NO_WORDS = "Write what you thank for."


def thank(post_id: int, body: str, *, by: Member) -> ThankYouNote:
    """One note for one post; whoever wrote it before gets the same one again."""
    if not policy.may_thank(by):
        raise Refused(ONLY_STAFF)
    person = author_of(post_id)
    if person.id == by.id or not policy.may_be_thanked(person):
        raise Refused(NOT_THEM)
    if not body.strip():
        raise Invalid(NO_WORDS, {"body": NO_WORDS})
    note = {"member_id": person.id, "by_id": by.id, "body": body.strip()}
    if not insert_once(ThankYouNote, subject_id=post_id, written_at=now(), is_shown=False, **note):
        return _there(post_id, by)

    spend(NOTES, by.id)
    written = note_about(post_id)
    audit.record("thank somebody", by=by.id, person_id=person.id, subject_id=post_id)
    told = StaffThanked(actor_id=by.id, member_id=person.id, note_id=written.id, post_id=post_id)
    publish(told)
    return written


def show_note(note: ThankYouNote) -> None:
    """Everybody reads it on their page from now on."""
    note.is_shown = True
    db.flush()


def take_note_down(note: ThankYouNote) -> None:
    note.is_shown = False
    db.flush()


def _there(post_id: int, by: Member) -> ThankYouNote:
    note = note_about(post_id)
    if note.by_id != by.id:
        raise Refused(ALREADY)
    return note
