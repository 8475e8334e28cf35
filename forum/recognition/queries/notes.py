"""Thank-you notes: about which post, to whom, and which of them others may read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.accounts.standing import name_with_team
from forum.ideas.models import Idea
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import Page, page_of, position
from forum.kernel.subjects import Subject, kind_of, may_see, urls_of
from forum.recognition.models import ThankYouNote
from forum.threads.models import Answer, Thread

SIZE = 20
FEW = 3
POSTS: dict[str, Any] = {"answer": Answer, "idea": Idea, "thread": Thread}
NOTHING = "We cannot find this post, or nobody sees it."


@dataclass(frozen=True, slots=True)
class Note:
    """`by` is "Dev, Waste team"; `kind` and `url` are of the post, without an url if it is gone."""

    id: int
    body: str
    by: str
    written_at: datetime
    is_shown: bool
    kind: str
    url: str | None


def author_of(post_id: int) -> Member:
    """Whoever wrote an answer, a question or an idea that everybody sees."""
    kind = kind_of(post_id)
    if kind not in POSTS or not may_see(post_id, member=None):
        raise Missing(NOTHING)
    return db.get_one(Member, db.get_one(POSTS[kind], post_id).author_id)


def can_be_thanked_for(ids: list[int]) -> set[int]:
    """Which of these posts a note can be about; comments cannot."""
    rows = select(Subject.id).where(Subject.id.in_(ids), Subject.kind.in_(POSTS))
    return set(db.scalars(rows))


def note_about(post_id: int) -> ThankYouNote:
    return db.scalars(select(ThankYouNote).where(ThankYouNote.subject_id == post_id)).one()


def own_note(note_id: int, *, to: Member) -> ThankYouNote:
    """One that was written to this person."""
    note = db.get(ThankYouNote, note_id, with_for_update=True)
    if note is None or note.member_id != to.id:
        raise Missing("There is no such note to you.")
    return note


def notes_to(member_id: int, *, cursor: str | None = None, size: int = SIZE) -> Page[Note]:
    """The newest first, with the way to each post that is still there."""
    rows = _notes().where(ThankYouNote.member_id == member_id)
    if place := position(cursor, int):
        rows = rows.where(ThankYouNote.id < place[0])
    found = db.execute(rows.order_by(ThankYouNote.id.desc()).limit(size + 1)).all()
    urls = _urls(found)
    return page_of([_note(row, urls.get(row.subject_id)) for row in found], size, _place)


def newest_notes_to(member_id: int) -> list[Note]:
    rows = _notes().where(ThankYouNote.member_id == member_id)
    return _few(rows)


def notes_shown_of(member_id: int) -> list[Note]:
    """What the person wants everybody to read."""
    return _few(_notes().where(ThankYouNote.member_id == member_id, ThankYouNote.is_shown))


def count_notes() -> int:
    return db.scalar(select(func.count()).select_from(ThankYouNote)) or 0


def _few(rows: Any) -> list[Note]:
    found = db.execute(rows.order_by(ThankYouNote.id.desc()).limit(FEW))
    return [_note(row, None) for row in found]


def _notes() -> Any:
    note = (ThankYouNote.id, ThankYouNote.subject_id, ThankYouNote.body, ThankYouNote.is_shown)
    by = (ThankYouNote.written_at, Subject.kind, Member.name, Member.role, Member.team)
    rows = select(*note, *by).join(Member, Member.id == ThankYouNote.by_id)
    return rows.join(Subject, Subject.id == ThankYouNote.subject_id)


def _urls(found: Any) -> dict[int, str]:
    ids: dict[str, list[int]] = {}
    for row in found:
        ids.setdefault(row.kind, []).append(row.subject_id)
    return {id_: url for kind, some in ids.items() for id_, url in urls_of(kind, some).items()}


def _note(row: Any, url: str | None) -> Note:
    by = name_with_team(row.name, row.role, row.team)
    return Note(row.id, row.body, by, row.written_at, row.is_shown, row.kind, url)


def _place(note: Note) -> tuple[int]:
    return (note.id,)
