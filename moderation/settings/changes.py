"""What every page of settings does alike: says what differs, and refuses what came too late."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from sqlalchemy import exists, select

from forum.kernel.db import db
from forum.kernel.errors import Refused

CHANGED_MEANWHILE = "Somebody changed this after you opened it. Open it again and look."
CHANGED_SINCE = "This was changed again later. Undo the later change first."


class Change(Protocol):
    """A row that keeps what was before and after."""

    @property
    def id(self) -> Any: ...

    @property
    def before(self) -> Any: ...

    @property
    def after(self) -> Any: ...

    @property
    def undoes_id(self) -> Any: ...


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs, before and after."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def is_back(change: Change, facts: Mapping[str, Any]) -> bool:
    """Whether things stand as before the change. Raises Refused when they were changed since,
    also when that made them again what this change had made of them: it is undone only once.
    """
    if all(facts.get(name) == value for name, value in change.before.items()):
        return True
    table: Any = type(change)
    was_undone = db.scalar(select(exists().where(table.undoes_id == change.id)))
    if was_undone or any(facts.get(name) != value for name, value in change.after.items()):
        raise Refused(CHANGED_SINCE)
    return False


def undone(changes: Iterable[Change]) -> set[int]:
    """Which of them have been undone."""
    return {change.undoes_id for change in changes if change.undoes_id is not None}
