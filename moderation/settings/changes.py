"""What every page of settings does alike: says what differs, and refuses what came too late."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

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


def undone(changes: Iterable[Change]) -> set[int]:
    """Which of them have been undone."""
    return {change.undoes_id for change in changes if change.undoes_id is not None}
