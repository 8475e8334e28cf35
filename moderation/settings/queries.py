"""What staff have decided about the place, and every change of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db, insert_once
from forum.kernel.errors import Missing, Refused
from forum.kernel.paging import LARGEST
from forum.kernel.site import PILOT, SiteSetting
from moderation.settings.changes import CHANGED_SINCE, Change
from moderation.settings.models import SettingChange

MOST = 100


def setting(name: str) -> tuple[dict[str, Any], int]:
    """The facts of a row and its version; a row that nobody has written yet is empty."""
    row = db.get(SiteSetting, name)
    return (row.value, row.version) if row else ({}, 1)


def locked_setting(name: str) -> SiteSetting:
    """The row, made when it is not there, and held until the end of the transaction."""
    insert_once(SiteSetting, name=name, value={}, version=1)
    db.flush()  # or what this transaction has changed in the row already would be forgotten
    return db.get_one(SiteSetting, name, with_for_update=True, populate_existing=True)


def facts_now(name: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The pilot is a row that is there or not; of others the facts are what stands in them."""
    return {"is_pilot": bool(row)} if name == PILOT else row


def history() -> Sequence[SettingChange]:
    """The newest changes with who made them."""
    rows = select(SettingChange).order_by(SettingChange.id.desc()).limit(MOST)
    return db.scalars(rows.options(joinedload(SettingChange.actor).lazyload("*"))).all()


def change_numbered(change_id: int) -> SettingChange:
    """Raises Missing."""
    if change := db.get(SettingChange, min(change_id, LARGEST)):
        return change
    raise Missing("We cannot find this change.")


def is_back(change: Change, facts: Mapping[str, Any]) -> bool:
    """Whether what was before it stands again. Raises Refused when it was changed again since.

    What was undone and then decided once more is a later change, and that one is undone.
    """
    if all(facts.get(name) == value for name, value in change.before.items()):
        return True
    if any(facts.get(name) != value for name, value in change.after.items()):
        raise Refused(CHANGED_SINCE)
    if _is_undone(change):
        raise Refused(CHANGED_SINCE)
    return False


def _is_undone(change: Change) -> bool:
    rows: Any = type(change)
    return bool(db.scalar(select(exists().where(rows.undoes_id == change.id))))
