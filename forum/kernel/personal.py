"""What is kept about one person: each room names its rows, whoever asks gets them all."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Column, Table, select

from forum.kernel.db import Model, db

Row = dict[str, Any]
Export = Callable[[int], Sequence[Row]]
LEFT_OUT = {"secret", "digest", "technical"}
"""Classes of columns that nobody can read anything from, or that would open something."""
SAID_TWICE = {"html", "renderer", "name_key", "email_key", "slug"}
"""Made from another column of the same row."""


def rows_of(model: type[Model], owner: str) -> Export:
    """Every row of a table whose column `owner` is the person, in the order they were written."""
    table = cast(Table, model.__table__)
    told = (column for column in table.columns if _is_told(model, column))
    columns = [column for column in told if column.name == owner or not _is_somebody(column)]
    rows = select(*columns).order_by(*table.primary_key.columns)

    def export(member_id: int) -> list[Row]:
        mine = rows.where(table.c[owner] == member_id)
        return [_plain(row._mapping) for row in db.execute(mine)]

    return export


def _is_told(model: type[Model], column: Column[Any]) -> bool:
    kept = getattr(model, "__privacy__", {}).get(column.name)
    return kept not in LEFT_OUT and column.name not in SAID_TWICE


def _is_somebody(column: Column[Any]) -> bool:
    """Whoever else had a part in it: that is theirs to tell."""
    return any(key.target_fullname == "member.id" for key in column.foreign_keys)


def _plain(row: Any) -> Row:
    """As JSON can hold it."""
    return {name: _as_text(value) for name, value in row.items()}


def _as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
