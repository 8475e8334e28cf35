"""What has happened to a thread: moved, closed and the like, and what posts said before."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.threads.models import Note, Revision

MOST = 100


def notes_of(thread_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """The latest hundred lines of its history, with the name of who did it."""
    columns: tuple[Any, ...] = (Note.deed, Note.html, Note.written_at, Member.name, Member.role)
    rows = select(*columns).outerjoin(Member, Member.id == Note.author_id)
    rows = rows.where(Note.thread_id == thread_id).order_by(Note.written_at.desc(), Note.id.desc())
    return db.execute(rows.limit(MOST)).all()


def revisions_of(post_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """What it said before each change, the latest hundred; only for author and moderators."""
    columns: tuple[Any, ...] = (Revision.number, Revision.title, Revision.body)
    columns += (Revision.replaced_at, Member.name, Member.role)
    rows = select(*columns).join(Member, Member.id == Revision.editor_id)
    rows = rows.where(Revision.post_id == post_id).order_by(Revision.number.desc())
    return db.execute(rows.limit(MOST)).all()
