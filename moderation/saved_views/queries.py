"""Saved ways of looking at the queue, and who can be given a ticket."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from moderation.saved_views.models import SavedView

MOST_OWN, MOST_SHOWN = 20, 100


def saved_views_of(member: Member) -> Sequence[SavedView]:
    """One's own, then the shared ones, each by name."""
    mine = or_(SavedView.owner_id == member.id, SavedView.is_shared)
    rows = (
        select(SavedView)
        .where(mine)
        .order_by(SavedView.owner_id != member.id, SavedView.name, SavedView.id)
        .limit(MOST_SHOWN)
    )
    return db.scalars(rows.options(joinedload(SavedView.owner).lazyload("*"))).all()


def visible_view(saved_view_id: int, *, to: Member) -> SavedView:
    """Raises Missing."""
    view = db.get(SavedView, min(saved_view_id, LARGEST))
    if view is None or not (view.is_shared or view.owner_id == to.id):
        raise Missing("This saved view is not there any more.")
    return view


def count_of(owner_id: int) -> int:
    return db.query(SavedView).where(SavedView.owner_id == owner_id).count()


def desk_people() -> list[tuple[int, str]]:
    """Whom a ticket can be given to, by name."""
    rows = select(Member.id, Member.name)
    rows = rows.where(Member.role.in_(DESK_ROLES), Member.erased_at.is_(None))
    return [(row.id, row.name) for row in db.execute(rows.order_by(Member.name, Member.id))]
