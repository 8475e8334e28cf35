"""Many rows at once, without building an object for each."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert, update

from forum.kernel.db import Model, db
from forum.kernel.subjects import Subject

Row = dict[str, Any]


def table_of(model: type[Model]) -> Table:
    return cast(Table, model.__table__)


def add_rows(model: type[Model], rows: Sequence[Row]) -> None:
    if rows:
        db.execute(insert(table_of(model)), rows)


def subjects(kind: str, count: int) -> list[int]:
    """The ids for so many new threads, answers or comments, in ascending order."""
    if not count:
        return []
    made = insert(table_of(Subject)).returning(Subject.id)
    return sorted(db.scalars(made, [{"kind": kind}] * count))


def change_rows(model: type[Model], rows: Sequence[Row], *columns: str) -> None:
    """Set these columns in the rows named by `row_id`; the new values are called `new_…`."""
    if rows:
        target = table_of(model)
        values: Row = {name: bindparam(f"new_{name}") for name in columns}
        db.execute(update(target).where(target.c.id == bindparam("row_id")).values(values), rows)
