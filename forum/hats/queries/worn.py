"""What was said for a hat: on which answers, for whom, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from forum.accounts.models import Member
from forum.accounts.names import person_path
from forum.accounts.policy import people_in_public
from forum.accounts.standing import STAFF_ROLES, name_shown
from forum.hats.kinds import Kind
from forum.hats.models import Hat, HatGrant, WornHat
from forum.hats.queries.grants import is_live
from forum.kernel.db import db
from forum.kernel.paging import Page, page_of, position
from forum.threads.models import Answer, Thread

SIZE = 50


@dataclass(frozen=True, slots=True)
class Worn:
    """`name` is what the hat was called when it was put on; `is_live`: its wearer still may."""

    hat_id: int
    name: str
    since: datetime
    is_live: bool


@dataclass(frozen=True, slots=True)
class Own:
    """An answer of oneself: what it is said for, or why a hat was taken off for good."""

    name: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody as everybody knows them; staff by first name, without an address."""

    id: int
    name: str
    url: str | None
    team: str | None


def worn_on(answer_ids: Sequence[int]) -> dict[int, Worn]:
    """Answer -> what it was said for, of those that wear one; one query."""
    fits = (Member.role.in_(STAFF_ROLES)) == (Hat.kind == Kind.STAFF)
    rows = select(WornHat.answer_id, Hat.id, WornHat.name, WornHat.since, is_live() & fits)
    rows = rows.select_from(WornHat).join(HatGrant, HatGrant.id == WornHat.grant_id)
    rows = rows.join(HatGrant.hat)
    rows = rows.join(Member, Member.id == WornHat.member_id)
    rows = rows.where(WornHat.answer_id.in_(answer_ids), WornHat.ended_at.is_(None))
    return {id_: Worn(hat, name, at, bool(live)) for id_, hat, name, at, live in db.execute(rows)}


def own_state(answer_ids: Sequence[int]) -> dict[int, Own]:
    """Answer -> its hat, or why staff took one off it; answers without either are not there."""
    rows = select(WornHat).where(WornHat.answer_id.in_(answer_ids)).order_by(WornHat.id)
    found: dict[int, Own] = {}
    for one in db.scalars(rows):
        if one.ended_at is None:
            found[one.answer_id] = Own(one.name, None)
        elif one.why_ended:
            found[one.answer_id] = Own(None, one.why_ended)
    return found


def worn_now(answer_id: int) -> WornHat | None:
    """The hat an answer wears, locked."""
    rows = select(WornHat).where(WornHat.answer_id == answer_id, WornHat.ended_at.is_(None))
    rows = rows.with_for_update().execution_options(populate_existing=True)
    return db.scalar(rows)


def was_taken_off(answer_id: int) -> bool:
    """Whether another hand than the author's took a hat off this answer."""
    rows = select(WornHat.id).where(WornHat.answer_id == answer_id)
    return db.scalar(rows.where(WornHat.why_ended.is_not(None)).limit(1)) is not None


def speakers_of(hat_id: int, *, cursor: str | None = None, size: int = SIZE) -> Page[Speaker]:
    """Who may speak for it and has done so where everybody sees it: no other name is told."""
    said = select(WornHat.id).join(Answer, Answer.id == WornHat.answer_id)
    said = said.join(Thread, Thread.id == Answer.thread_id)
    said = said.where(WornHat.grant_id == HatGrant.id, WornHat.ended_at.is_(None))
    said = said.where(Answer.state == "visible", Thread.state == "visible")
    rows = select(Member.id, Member.name, Member.role, Member.team)
    rows = rows.join(HatGrant, HatGrant.member_id == Member.id).join(HatGrant.hat)
    rows = rows.where(Hat.id == hat_id, is_live(), people_in_public(), said.exists())
    if place := position(cursor, int):
        rows = rows.where(Member.id > place[0])
    found = db.execute(rows.order_by(Member.id).limit(size + 1)).all()
    return page_of([_speaker(*row) for row in found], size, lambda one: (one.id,))


def _speaker(id_: int, name: str, role: str, team: str | None) -> Speaker:
    works_here = role in STAFF_ROLES
    url = None if works_here else person_path(name)
    return Speaker(id_, name_shown(name, role), url, team if works_here else None)
