"""All rows as they were at one moment, while others go on writing.

Each row becomes one line of JSON, made by the database itself, the same on both of them:
whole numbers for yes and no, UTC for moments, text for facts.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine

from forum.kernel.backups.shapes import Column, Shape, quoted, shapes, told_plainly
from forum.kernel.db import Database
from forum.kernel.errors import Refused

ON_SQLITE = {"number": "printf('%!.17g', {})", "bytes": "hex({})"}
ON_POSTGRES = {
    "yes or no": "({})::int",
    "moment": "to_char({} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    "facts": "({})::text",
    "number": "({})::text",
    "bytes": "encode({}, 'hex')",
    "day": "({})::text",
}


class Snapshot:
    """One moment of a database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.shapes = shapes(connection)

    def lines(self, shape: Shape) -> Iterator[str]:
        """Every row of a table as one line of JSON."""
        kept = ", ".join(self._written(column) for column in shape.columns)
        if self._connection.dialect.name == "sqlite":
            rows = f'select json_array({kept}) from "{shape.table}" order by {quoted(shape.order)}'
            yield from self._connection.exec_driver_sql(rows).scalars()
            return
        rows = f"select json_build_array({kept})::text"
        rows += f' from "{shape.table}" order by {quoted(shape.order)}'
        with told_plainly(self._connection):
            cursor: Any = self._connection.connection.cursor()
            with cursor, cursor.copy(f"copy ({rows}) to stdout") as copied:
                for (line,) in copied.rows():
                    yield line

    def counters(self) -> dict[str, int]:
        """The highest number ever given out, for tables whose database counts them."""
        kind = self._connection.dialect.name
        if kind == "sqlite" and not self._connection.exec_driver_sql(HAS_COUNTERS).first():
            return {}
        rows = self._connection.exec_driver_sql(LAST_NUMBERS[kind])
        return {table: last for table, last in rows}

    def _written(self, column: Column) -> str:
        on = ON_SQLITE if self._connection.dialect.name == "sqlite" else ON_POSTGRES
        return on.get(column.kind, "{}").format(f'"{column.name}"')


HAS_COUNTERS = "select 1 from sqlite_master where name = 'sqlite_sequence'"
LAST_NUMBERS = {
    "sqlite": "select name, seq from sqlite_sequence",
    "postgresql": """
        select c.relname, s.last_value from pg_sequences s
        join pg_class q on q.relname = s.sequencename and q.relkind = 'S'
            and q.relnamespace = s.schemaname::regnamespace
        join pg_depend d on d.objid = q.oid and d.deptype in ('a', 'i')
        join pg_class c on c.oid = d.refobjid
        where s.last_value is not null and s.schemaname = current_schema()
    """,
}


@contextmanager
def snapshot(database: Database, *, beside: Path) -> Iterator[Snapshot]:
    """`beside` is where SQLite's own copy stands for as long as it is read."""
    if database.is_sqlite:
        with _copied(database, beside) as copy, _sqlite(copy) as connection:
            yield Snapshot(connection)
        return
    at_once = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with database.writing.connect().execution_options(**at_once) as connection:
        yield Snapshot(connection)


@contextmanager
def _copied(database: Database, copy: Path) -> Iterator[Path]:
    """By SQLite's online backup, in one step: one moment, and no writer has to wait."""
    copy.unlink(missing_ok=True)
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    source: Any = database.reading.raw_connection()
    try:
        with closing(sqlite3.connect(copy)) as target:
            source.driver_connection.backup(target, pages=-1)
            target.execute("pragma journal_mode=delete")
        yield copy
    except sqlite3.Error as error:
        raise Refused(f"The database could not be copied: {error}.") from error
    finally:
        source.close()
        copy.unlink()


@contextmanager
def _sqlite(copy: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{copy}")
    try:
        with engine.connect() as connection:
            fault = connection.exec_driver_sql("pragma quick_check").scalar()
            if fault != "ok":
                raise Refused(f"The database is damaged, so no backup was made: {fault}")
            yield connection
    finally:
        engine.dispose()
