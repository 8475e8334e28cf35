"""Many rows at once: PostgreSQL takes them by COPY, SQLite by one INSERT prepared for all."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Column, Table, text

from forum.imports.actions.rows import Row, add_rows, table_of
from forum.kernel.db import Model, database, db

NUMBERS = "pg_get_serial_sequence('subject', 'id')"
LAST_NUMBER = text("select coalesce(max(seq), 0) from sqlite_sequence where name = 'subject'")


def pour(model: type[Model], rows: Sequence[Row]) -> None:
    """Rows with the same columns each; defaults of the model fill in what they leave out."""
    if not rows:
        return
    if database().is_sqlite:
        add_rows(model, rows)
        return

    table = table_of(model)
    missing = {c.name: _default(c) for c in table.columns if c.name not in rows[0] and c.default}
    columns = [table.c[name] for name in (*rows[0], *missing)]
    _copy(table, columns, [(*row.values(), *missing.values()) for row in rows])


def room_for(count: int) -> int:
    """The first of so many numbers in a row that no subject has or had; nobody else writes now."""
    if database().is_sqlite:
        return int(db.execute(LAST_NUMBER).scalar_one()) + 1
    db.execute(text("lock table subject in exclusive mode"))
    first = int(db.execute(text(f"select nextval({NUMBERS})")).scalar_one())
    db.execute(text(f"select setval({NUMBERS}, :last)"), {"last": first + count - 1})
    return first


def _copy(table: Table, columns: Sequence[Column[Any]], rows: Sequence[tuple[Any, ...]]) -> None:
    """The types of SQLAlchemy say how a value is stored; `json` becomes text, and so on."""
    connection = db.connection()
    ways = [_way(column, connection.dialect) for column in columns]
    names = ", ".join(f'"{column.name}"' for column in columns)
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(f'copy "{table.name}" ({names}) from stdin') as copy:
        for row in rows:
            copy.write_row([way(value) for way, value in zip(ways, row, strict=True)])


def _way(column: Column[Any], dialect: Any) -> Callable[[Any], Any]:
    bound = column.type.dialect_impl(dialect).bind_processor(dialect)
    return bound or _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _default(column: Column[Any]) -> Any:
    if column.default is None or not column.default.is_scalar:
        raise LookupError(f"The column {column.name} has to be given.")
    return column.default.arg  # type: ignore[attr-defined]
