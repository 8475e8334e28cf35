"""What the tables of a database look like, in kinds that both databases know.

Read from the database itself and not from the code's models, so that the code of tomorrow
can keep the database of yesterday before it changes it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, inspect, types

from forum.kernel.errors import Refused

OUR_OWN_MARK = "alembic_version"
KINDS: list[tuple[type[types.TypeEngine[Any]], str]] = [
    (types.Boolean, "yes or no"),
    (types.Integer, "whole number"),
    (types.DateTime, "moment"),
    (types.Date, "day"),
    (types.JSON, "facts"),
    (types.Float, "number"),
    (types.Numeric, "number"),
    (types.LargeBinary, "bytes"),
    (types.String, "text"),
]


@dataclass(frozen=True)
class Column:
    name: str
    kind: str


@dataclass(frozen=True)
class Shape:
    """One table: its columns without the computed ones, and in which order its rows are kept."""

    table: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]


@contextmanager
def told_plainly(connection: Connection) -> Iterator[None]:
    """What the database's own driver raises, as a sentence."""
    driver: Any = connection.dialect.dbapi
    try:
        yield
    except driver.Error as error:
        raise Refused(f"The database stopped: {str(error).splitlines()[0]}.") from error


def shapes(connection: Connection) -> list[Shape]:
    """Every table but the mark of the migrations, by name."""
    found = inspect(connection)
    names = sorted(set(found.get_table_names()) - {OUR_OWN_MARK})
    return [_shape(name, found) for name in names]


def quoted(names: Sequence[str]) -> str:
    """Names of columns or tables as SQL reads them."""
    return ", ".join(f'"{name}"' for name in names)


def _shape(table: str, found: Any) -> Shape:
    kept = [c for c in found.get_columns(table) if not c.get("computed")]
    columns = tuple(Column(c["name"], _kind(table, c)) for c in kept)
    key = tuple(found.get_pk_constraint(table)["constrained_columns"])
    return Shape(table, columns, key or tuple(column.name for column in columns))


def _kind(table: str, column: Any) -> str:
    for known, kind in KINDS:
        if isinstance(column["type"], known):
            return kind
    raise Refused(f"A backup cannot hold {table}.{column['name']}: {column['type']!r} is unknown.")
