"""What somebody has been told, and how they want to be told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.paging import Page, page_of, position
from forum.notifications.models import Notice, Preference
from forum.notifications.policy import USUAL, wants
from forum.threads.models import Answer, Thread
from forum.threads.queries.question import SIZE as ANSWERS_A_PAGE
from forum.threads.queries.subjects import answer_path

SIZE = 20


@dataclass(frozen=True, slots=True)
class Told:
    """One notice as a page shows it; `kind` is put into words by `wording`."""

    id: int
    kind: str
    title: str
    url: str
    told_at: datetime
    is_new: bool


def preset_of(member_id: int) -> str:
    return presets_of([member_id])[member_id]


def presets_of(member_ids: Collection[int]) -> dict[int, str]:
    rows = select(Preference.member_id, Preference.preset)
    chosen = db.execute(rows.where(Preference.member_id.in_(member_ids)))
    return dict.fromkeys(member_ids, USUAL) | {row.member_id: row.preset for row in chosen}


def may_be_mailed(reader: Member, kind: str) -> bool:
    """Asked again when a mail is sent: people leave, and change their minds."""
    if not (reader.is_active and reader.is_verified and reader.email):
        return False
    return wants(preset_of(reader.id), kind)


def notices_for(member_id: int, *, cursor: str | None = None, size: int = SIZE) -> Page[Told]:
    """The newest first; without those that are no longer so, or about what was taken away."""
    mine = _notices().where(Notice.member_id == member_id)
    if place := position(cursor, int):
        mine = mine.where(Notice.id < place[0])
    found = db.execute(mine.order_by(Notice.id.desc()).limit(size + 1))
    return page_of([_told(row) for row in found], size, lambda told: (told.id,))


def _notices() -> Any:
    answer = (Answer.id.label("answer_id"), Answer.number)
    thread = (Answer.thread_id, Thread.slug, Thread.title, Thread.last_number)
    rows = select(Notice.id, Notice.kind, Notice.told_at, Notice.read_at, *answer, *thread)
    rows = rows.join(Answer, Answer.id == Notice.subject_id)
    rows = rows.join(Thread, Thread.id == Answer.thread_id)
    holds = or_(Notice.kind != "accepted", Thread.solution_id == Answer.id)
    return rows.where(Answer.state == "visible", Thread.state == "visible", holds)


def _told(row: Any) -> Told:
    url = answer_path(
        row.thread_id,
        row.slug,
        answer_id=row.answer_id,
        number=row.number,
        is_long=row.last_number > ANSWERS_A_PAGE,
    )
    return Told(row.id, row.kind, row.title, url, row.told_at, row.read_at is None)
