"""Saying that one looks at a question, so that two do not write the same answer."""

from sqlalchemy import delete, or_

from forum.accounts.models import Member
from forum.helping import queries
from forum.helping.models import ThreadLook
from forum.helping.wording import LOOKS_FOR, NOT_WAITING, OWN, TAKEN
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Conflict, Refused
from forum.threads.models import Thread


def look(thread: Thread, *, by: Member) -> None:
    """For 30 minutes, one question at a time; once more begins them anew.

    Raises Conflict while somebody else looks at it. What has lapsed goes when somebody comes, and
    of two who come at once the constraint on the question lets one in.
    """
    queries.group_of(thread.topic.slug, to=by)
    if thread.author_id == by.id:
        raise Refused(OWN)
    if not thread.is_visible or thread.answer_count:
        raise Refused(NOT_WAITING)

    lapsed = (ThreadLook.thread_id == thread.id) & (ThreadLook.ends_at <= now())
    gone = delete(ThreadLook).where(or_(ThreadLook.member_id == by.id, lapsed))
    db.execute(gone, execution_options=SILENT)
    ends_at = now() + LOOKS_FOR
    if not insert_once(ThreadLook, member_id=by.id, thread_id=thread.id, ends_at=ends_at):
        raise Conflict(TAKEN)


def look_no_longer(thread: Thread, *, by: Member) -> None:
    """Twice is harmless."""
    mine = (ThreadLook.member_id == by.id) & (ThreadLook.thread_id == thread.id)
    db.execute(delete(ThreadLook).where(mine), execution_options=SILENT)
