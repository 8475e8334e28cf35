"""What somebody has been told, and how they want to be told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, or_, select

from forum.accounts.models import Member
from forum.follows.queries import is_following
from forum.ideas.models import Idea
from forum.ideas.queries import idea_path
from forum.integrity.models import Reversal
from forum.integrity.wording import TITLES
from forum.kernel.db import db
from forum.kernel.paging import Page, page_of, position
from forum.notifications.models import Notice, Preference
from forum.notifications.policy import USUAL, wants
from forum.threads.models import Answer, Thread
from forum.threads.queries.question import SIZE as ANSWERS_A_PAGE
from forum.threads.queries.subjects import answer_path, thread_path

SIZE = 20
WHERE = "/me/where"
LASTING = {"round_answered": "/rounds/{}"}
"""Notices that always hold -> the page of their subject, whose room is not known here."""


@dataclass(frozen=True, slots=True)
class Told:
    """One notice as a page shows it; `kind` is put into words by `wording`.

    `title` is of what it is about, None for the person themselves.
    """

    id: int
    kind: str
    title: str | None
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
    """About what is there: an answer, question, idea, reversal, round; or about oneself."""
    answer = (Answer.id.label("answer_id"), Answer.number)
    thread = (
        Thread.id.label("thread_id"),
        Thread.last_number,
        func.coalesce(Thread.slug, Idea.slug).label("slug"),
    )
    title = func.coalesce(Thread.title, Idea.title).label("title")
    told = (Notice.id, Notice.kind, Notice.subject_id, Notice.told_at, Notice.read_at)
    rows: Any = select(*told, *answer, *thread, title, Idea.id.label("idea_id"))
    rows = rows.add_columns(Reversal.id.label("reversal_id"))
    rows = rows.outerjoin(Answer, Answer.id == Notice.subject_id)
    rows = rows.outerjoin(Thread, Thread.id == func.coalesce(Answer.thread_id, Notice.subject_id))
    rows = rows.outerjoin(Idea, Idea.id == Notice.subject_id)
    rows = rows.outerjoin(Reversal, Reversal.id == Notice.subject_id)
    about_oneself = Notice.subject_id.is_(None)
    lasting = or_(about_oneself, Notice.kind.in_(LASTING))
    return rows.where(or_(_post_holds(), _idea_holds(), _reversal_holds(), lasting))


def _post_holds() -> Any:
    answer = func.coalesce(Answer.state, "visible") == "visible"
    solved = or_(Notice.kind != "accepted", Thread.solution_id == Answer.id)
    return and_(answer, Thread.state == "visible", solved)


def _idea_holds() -> Any:
    """That it was taken out of sight is told as long as it is."""
    is_hidden = case((Notice.kind == "idea_hidden", "hidden"), else_="published")
    return Idea.state == is_hidden


def _reversal_holds() -> Any:
    """Once it was undone, only that is told."""
    is_told = case((Reversal.undone_at.is_(None), "points_void"), else_="points_back")
    return and_(Reversal.id.is_not(None), Notice.kind == is_told)


def _told(row: Any) -> Told:
    title = row.title or (str(TITLES[row.kind]) if row.reversal_id is not None else None)
    return Told(row.id, row.kind, title, _url(row), row.told_at, row.read_at is None)


def _url(row: Any) -> str:
    if row.subject_id is None:
        return WHERE
    if row.reversal_id is not None:
        return f"/me/points/{row.reversal_id}"
    if row.kind in LASTING:
        return LASTING[row.kind].format(row.subject_id)
    if row.idea_id is not None:
        return idea_path(row.idea_id, row.slug)
    if row.answer_id is None:
        return thread_path(row.thread_id, row.slug)
    return answer_path(
        row.thread_id,
        row.slug,
        answer_id=row.answer_id,
        number=row.number,
        is_long=row.last_number > ANSWERS_A_PAGE,
    )


def needs_no_mail(member_id: int, subject_id: int | None) -> bool:
    """They want no mails at all, or get the same news as somebody who follows this."""
    preset = preset_of(member_id)
    follows = subject_id is not None and is_following(member_id, subject_id)
    return preset == "none" or (follows and wants(preset, "followed"))
