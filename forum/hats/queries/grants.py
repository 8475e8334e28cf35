"""Who was given which hat, until when, and what they may wear now."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from forum.accounts.models import Member
from forum.hats import policy
from forum.hats.models import Hat, HatGrant
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST, Page, page_of, position

SIZE = 20
NO_GRANT = "We cannot find this hat among yours."


def grants_of(member_id: int, *, cursor: str | None = None, size: int = SIZE) -> Page[HatGrant]:
    """Every grant somebody has or had, the newest first, with its hat and who gave it."""
    return _page(HatGrant.member_id == member_id, cursor, size)


def grants_for(hat_id: int, *, cursor: str | None = None, size: int = SIZE) -> Page[HatGrant]:
    """The same of one hat, with the people; for managers."""
    return _page(HatGrant.hat_id == hat_id, cursor, size)


def has_any(member_id: int) -> bool:
    """Whether they have or had one: whoever had none hears of no hats."""
    mine = select(HatGrant.id).where(HatGrant.member_id == member_id)
    return db.scalar(mine.limit(1)) is not None


def wearable_by(member: Member) -> list[HatGrant]:
    """What they may say something for now, by name; the hats are loaded. One query."""
    rows = select(HatGrant).join(HatGrant.hat).options(contains_eager(HatGrant.hat))
    rows = rows.where(HatGrant.member_id == member.id, is_live())
    found = db.scalars(rows.order_by(Hat.name_key, HatGrant.id))
    return [one for one in found if policy.may_speak_for(member, one.hat.kind)]


def grant_of(grant_id: int) -> HatGrant:
    """One with its hat and its person, for managers. Raises Missing."""
    rows = select(HatGrant).where(HatGrant.id == min(grant_id, LARGEST))
    loaded = rows.options(joinedload(HatGrant.hat), joinedload(HatGrant.member))
    if grant := db.scalar(loaded):
        return grant
    raise Missing(NO_GRANT)


def locked_grant(grant_id: int) -> HatGrant:
    """What is judged by it waits for whoever ends it just now. Raises Missing."""
    rows = select(HatGrant).where(HatGrant.id == min(grant_id, LARGEST)).with_for_update()
    if grant := db.scalar(rows.execution_options(populate_existing=True)):
        return grant
    raise Missing(NO_GRANT)


def own_grant(grant_id: int, *, to: Member) -> HatGrant:
    """One that was given to this person, locked. Raises Missing."""
    grant = locked_grant(grant_id)
    if grant.member_id != to.id:
        raise Missing(NO_GRANT)
    return grant


def live_grant(hat_id: int, member_id: int) -> HatGrant:
    """The one of them that has not ended, which is there."""
    rows = select(HatGrant).where(HatGrant.hat_id == hat_id, HatGrant.member_id == member_id)
    return db.scalars(rows.where(HatGrant.ended_at.is_(None))).one()


def is_live() -> Any:
    """Of a grant that is joined with its hat: whether something can be said with it now."""
    is_open = HatGrant.ended_at.is_(None) & (HatGrant.ends_at > now())
    return is_open & Hat.retired_at.is_(None)


def _page(which: Any, cursor: str | None, size: int) -> Page[HatGrant]:
    loaded = (HatGrant.hat, HatGrant.member, HatGrant.given_by)
    rows = select(HatGrant).where(which).options(*(joinedload(one) for one in loaded))
    if place := position(cursor, int):
        rows = rows.where(HatGrant.id < place[0])
    found = list(db.scalars(rows.order_by(HatGrant.id.desc()).limit(size + 1)))
    return page_of(found, size, lambda one: (one.id,))
