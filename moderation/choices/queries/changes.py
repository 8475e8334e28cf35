"""What was changed in one board or one reason, by whom."""

from collections.abc import Mapping, Sequence
from typing import Any

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
    if change := db.get(ChoiceChange, min(change_id, LARGEST)):
        return change
    raise Missing("We cannot find this change.")


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs, before and after; what was not there before is not before."""
    names = [name for name in after if name not in before or before[name] != after[name]]
    return {n: before[n] for n in names if n in before}, {n: after[n] for n in names}


def undone(changes: Sequence[ChoiceChange]) -> set[int]:
    """Which of them have been undone."""
    return {change.undoes_id for change in changes if change.undoes_id is not None}
