"""Writing a note behind the scenes, showing it, and saying what became of a plan."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.inside import policy
from forum.inside.events import (
    InsideNoteChanged,
    InsideNoteMoved,
    InsideNoteWritten,
    PlanSettled,
)
from forum.inside.kinds import EARLIEST, MOVES, URGENT, About, Kind, Outcome, State
from forum.inside.models import InsideNote
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.subjects import new_subject
from forum.kernel.text import passages
from forum.kernel.written import Written

ONLY_STAFF = "Only people who work here write behind the scenes."
TELL_ALL = "Everybody has to hear of this at once. Write an alert instead."
NO_DAY = "Say when everybody reads it."
WRONG_DAY = "Choose a time in the next 14 days. Nobody is told earlier than that."
NO_PLAN = "Say by when."
ONLY_DRAFTS = "People have read it. Put it away and write a new one, or say what became of it."
NO_SUCH_MOVE = "This cannot be done with the note as it is now. Open it again."
CHANGED_MEANWHILE = "Somebody changed this note after you opened it. Look at it again first."
ONLY_PLANS = "Only a plan that people have read has an end."
NO_WORDS = "Say in a sentence or two what became of it."
PERSONAL = "This seems to tell something about a person: %(what)s. Take it out."
PERSONAL_KINDS = {"account", "birth", "card", "health", "insurance"}


@dataclass(frozen=True)
class Draft:
    """What a note says. Only a notice has `about` and `public_at`, only a plan `planned_for`."""

    kind: Kind
    service_id: int
    title: str
    body: Written
    about: About | None = None
    public_at: datetime | None = None
    planned_for: date | None = None


def write_note(draft: Draft, *, by: Member) -> InsideNote:
    """A draft that only staff see."""
    _require(by)
    _refuse_unfit(draft)
    note = InsideNote(id=new_subject("inside_note"), author_id=by.id, state=State.DRAFT)
    _put(note, draft)
    db.add(note)
    audit.record("inside note written", by=by.id, subject_id=note.id)
    publish(InsideNoteWritten(actor_id=by.id, **_about(note)))
    return note


def change_note(note: InsideNote, draft: Draft, *, by: Member, revision: int) -> None:
    """Other words for a draft. `revision` is the one the writer saw."""
    _require(by)
    _refuse_unfit(draft)
    if note.state != State.DRAFT:
        raise Refused(ONLY_DRAFTS)
    if note.revision != revision:
        raise Conflict(CHANGED_MEANWHILE, theirs=note.body, yours=draft.body.source)

    _put(note, draft)
    note.revision += 1
    audit.record("inside note changed", by=by.id, subject_id=note.id)
    publish(InsideNoteChanged(actor_id=by.id, revision=note.revision, **_about(note)))


def move_note(note: InsideNote, state: State, *, by: Member) -> None:
    """Published, put away or shown again. Twice changes nothing."""
    _require(by)
    before = State(note.state)
    if before == state:
        return
    if state not in MOVES[before]:
        raise Refused(NO_SUCH_MOVE)
    if state == State.PUBLISHED and note.published_at is None:
        _publish_first(note)

    note.state = state
    note.archived_at = now() if state == State.ARCHIVED else None
    audit.record("inside note moved", by=by.id, subject_id=note.id, reason=state)
    publish(InsideNoteMoved(actor_id=by.id, before=before, state=state, **_about(note)))


def settle_plan(note: InsideNote, outcome: Outcome, words: str, *, by: Member) -> None:
    """Say to everybody what became of a plan; said again it says what is true now."""
    _require(by)
    if note.kind != Kind.PLAN or note.state != State.PUBLISHED:
        raise Refused(ONLY_PLANS)
    if not words.strip():
        raise Invalid(NO_WORDS, {"words": NO_WORDS})
    refuse_personal(f"{note.title}\n\n{note.body}\n\n{words}", at="words")
    if (note.outcome, note.outcome_words) == (outcome, words):
        return

    note.outcome, note.outcome_words, note.settled_at = outcome, words, now()
    audit.record("plan settled", by=by.id, subject_id=note.id, reason=outcome)
    publish(PlanSettled(actor_id=by.id, outcome=outcome, **_about(note)))


def _publish_first(note: InsideNote) -> None:
    refuse_personal(f"{note.title}\n\n{note.body}", at="body")
    if note.public_at is not None and not now() < note.public_at <= now() + EARLIEST:
        raise Invalid(WRONG_DAY, {"public_at": WRONG_DAY})
    note.published_at = now()


def _require(by: Member) -> None:
    if not policy.may_write(by):
        raise Refused(ONLY_STAFF)


def _refuse_unfit(draft: Draft) -> None:
    if draft.about in URGENT:
        raise Invalid(TELL_ALL, {"about": TELL_ALL})
    if draft.kind == Kind.NOTICE and draft.public_at is None:
        raise Invalid(NO_DAY, {"public_at": NO_DAY})
    if draft.kind == Kind.PLAN and draft.planned_for is None:
        raise Invalid(NO_PLAN, {"planned_for": NO_PLAN})


def refuse_personal(text: str, *, at: str, sentence: str = PERSONAL) -> None:
    """Nothing personal is ever told here; numbers of the desk may stand in it. Raises Invalid."""
    found = [one.words for one in passages(text) if one.kind in PERSONAL_KINDS]
    if found:
        told = _(sentence, what=", ".join(dict.fromkeys(found)))
        raise Invalid(told, {at: told})


def _put(note: InsideNote, draft: Draft) -> None:
    is_notice, is_plan = draft.kind == Kind.NOTICE, draft.kind == Kind.PLAN
    note.kind, note.service_id, note.title = draft.kind, draft.service_id, draft.title
    note.body, note.html = draft.body.source, draft.body.html
    note.renderer = draft.body.renderer
    note.about = About.PLANNED if is_notice else None
    note.public_at = draft.public_at if is_notice else None
    note.planned_for = draft.planned_for if is_plan else None


def _about(note: InsideNote) -> dict[str, Any]:
    db.flush()
    return {"note_id": note.id, "service_id": note.service_id}
