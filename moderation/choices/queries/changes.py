"""What was changed in one board or one reason, by whom."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from moderation.choices.models import ChoiceChange

MOST = 100


def history_of(kind: str, key: str) -> Sequence[ChoiceChange]:
    """The newest first."""
    rows = select(ChoiceChange).where(ChoiceChange.kind == kind, ChoiceChange.key == key)
    people = joinedload(ChoiceChange.actor).lazyload("*")
    return db.scalars(rows.order_by(ChoiceChange.id.desc()).limit(MOST).options(people)).all()


def change_numbered(change_id: int) -> ChoiceChange:
    """Raises Missing."""
    if change := db.get(ChoiceChange, min(change_id, LARGEST)):
        return change
    raise Missing("We cannot find this change.")
