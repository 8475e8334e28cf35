"""Saved ways of looking at the queue, and who can be given a ticket."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from moderation.shelves.models import Shelf

MOST_OWN, MOST_SHOWN = 20, 100


def shelves_of(member: Member) -> Sequence[Shelf]:
    """One's own, then the shared ones, each by name."""
    mine = or_(Shelf.owner_id == member.id, Shelf.is_shared)
    rows = (
        select(Shelf)
        .where(mine)
        .order_by(Shelf.owner_id != member.id, Shelf.name, Shelf.id)
        .limit(MOST_SHOWN)
    )
    return db.scalars(rows.options(joinedload(Shelf.owner).lazyload("*"))).all()


def visible_shelf(shelf_id: int, *, to: Member) -> Shelf:
    """Raises Missing."""
    shelf = db.get(Shelf, min(shelf_id, LARGEST))
    if shelf is None or not (shelf.is_shared or shelf.owner_id == to.id):
        raise Missing("This saved view is not there any more.")
    return shelf


def count_of(owner_id: int) -> int:
    return db.query(Shelf).where(Shelf.owner_id == owner_id).count()


def desk_people() -> list[tuple[int, str]]:
    """Whom a ticket can be given to, by name."""
    rows = select(Member.id, Member.name)
    rows = rows.where(Member.role.in_(DESK_ROLES), Member.erased_at.is_(None))
    return [(row.id, row.name) for row in db.execute(rows.order_by(Member.name, Member.id))]
