"""What waits for an answer in a topic: the one that waits longest first, whoever asked it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select, tuple_

from forum.accounts.models import Member
from forum.accounts.standing import name_shown
from forum.helping.models import ThreadLook
from forum.kernel.clock import now
from forum.kernel.db import Moment, db
from forum.kernel.paging import Page, moment, page_of, position
from forum.kernel.text import opening
from forum.threads.models import Thread

SIZE = 20
GIST = 130


@dataclass(frozen=True, slots=True)
class Waiting:
    """One question; `looker_id` is who looks at it until `ends_at`, None for nobody."""

    id: int
    slug: str
    title: str
    start: str
    me_too_count: int
    asked_at: datetime
    looker_id: int | None
    looker_name: str | None
    looker_role: str | None
    ends_at: datetime | None

    @property
    def gist(self) -> str:
        return opening(self.start, GIST)

    @property
    def looker(self) -> str:
        return name_shown(self.looker_name or "", self.looker_role or "")

    @property
    def waited(self) -> int:
        """In minutes."""
        return int((now() - self.asked_at).total_seconds()) // 60


def queue_of(topic_id: int, *, to: int, cursor: str | None = None) -> Page[Waiting]:
    """One page of what everybody may see and nobody has answered, but for one's own questions.

    What the desk has answered has an answer, so it is not here. Raises Invalid for a cursor we did
    not make.
    """
    place = position(cursor, str, int)
    asked: dict[str, Any] = {"topic": topic_id, "me": to, "now": now(), "most": SIZE + 1}
    if place:
        asked |= {"asked_at": moment(place[0]), "id": place[1]}
    found = [Waiting(*row) for row in db.execute(_waiting(place is not None), asked)]
    return page_of(found, SIZE, lambda one: (one.asked_at.isoformat(), one.id))


@cache
def _waiting(goes_on: bool) -> Select[Any]:
    looked = and_(
        ThreadLook.thread_id == Thread.id, ThreadLook.ends_at > bindparam("now", type_=Moment())
    )
    rows: Select[Any] = select(*_columns()).outerjoin(ThreadLook, looked)
    rows = rows.outerjoin(Member, Member.id == ThreadLook.member_id)
    rows = rows.where(Thread.topic_id == bindparam("topic"), Thread.state == "visible")
    rows = rows.where(Thread.answer_count == 0, Thread.author_id != bindparam("me"))
    if goes_on:
        last = tuple_(bindparam("asked_at", type_=Moment()), bindparam("id"))
        rows = rows.where(tuple_(Thread.asked_at, Thread.id) > last)
    return rows.order_by(Thread.asked_at, Thread.id).limit(bindparam("most"))


def _columns() -> tuple[Any, ...]:
    question = (Thread.id, Thread.slug, Thread.title, func.substr(Thread.html, 1, 3 * GIST))
    look = (ThreadLook.member_id, Member.name, Member.role, ThreadLook.ends_at)
    return *question, Thread.me_too_count, Thread.asked_at, *look
