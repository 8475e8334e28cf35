"""Puts the rows of a backup into empty tables, in one transaction, whatever their order."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, select, text

from forum.kernel.backups.archive import Archive, Table
from forum.kernel.backups.shapes import Shape, quoted, shapes, told_plainly
from forum.kernel.errors import Refused
from forum.kernel.site import OF_EMPTY_PLACES, SiteSetting
from forum.kernel.tasks import Work

ROWS = 1_000
OUR_NUMBER = 710_222
LINKS = """
    select conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace
"""
NUMBERED = """
    select a.attname, pg_get_serial_sequence(quote_ident(:table), a.attname)
    from pg_attribute a where a.attrelid = cast(quote_ident(:table) as regclass)
    and a.attnum > 0 and not a.attisdropped
    and pg_get_serial_sequence(quote_ident(:table), a.attname) is not null
"""


def filled_tables(connection: Connection) -> list[str]:
    """The tables that hold rows already, but for what nobody would miss: planned work, and
    that an empty place is one.
    """
    return [shape.table for shape in shapes(connection) if _is_filled(connection, shape.table)]


def _is_filled(connection: Connection, table: str) -> bool:
    if table == Work.__tablename__:
        return False
    if table == SiteSetting.__tablename__:
        decided = select(SiteSetting.name).where(SiteSetting.name.not_in(OF_EMPTY_PLACES))
        return connection.execute(decided.limit(1)).first() is not None
    return connection.exec_driver_sql(f'select 1 from "{table}" limit 1').first() is not None


def load(connection: Connection, archive: Archive) -> None:
    """Every row, then the links between them checked, the counters set, the rows counted."""
    connection.execute(delete(Work))
    connection.execute(delete(SiteSetting))
    there = {shape.table: shape for shape in shapes(connection)}
    known = archive.manifest.tables
    _refuse_other_columns(there, known)
    postgres = connection.dialect.name == "postgresql"
    links = _without_links(connection) if postgres else []
    fill, count_on = (_copy, _count_on) if postgres else (_insert, _count_on_sqlite)
    with told_plainly(connection):
        for name, table in known.items():
            fill(connection, name, table, archive.rows(name))
            count_on(connection, name, table)
    for statement in links:
        connection.exec_driver_sql(statement)
    _verify(connection, known)


def wait_for_nobody(connection: Connection) -> None:
    """One restore at a time; on SQLite the write transaction itself sees to it."""
    if connection.dialect.name == "postgresql":
        taken = text("select pg_try_advisory_xact_lock(:key)")
        if not connection.execute(taken, {"key": OUR_NUMBER}).scalar():
            raise Refused("Another restore into this database is running.")


def _refuse_other_columns(there: dict[str, Shape], known: dict[str, Table]) -> None:
    ours = {name: {column.name for column in shape.columns} for name, shape in there.items()}
    for name, table in known.items():
        if ours.get(name) != set(table.names):
            raise Refused(f"The table {name} of this backup has no such place in this schema.")


def _without_links(connection: Connection) -> list[str]:
    """Foreign keys are taken away and checked in bulk when they are put back."""
    links = connection.exec_driver_sql(LINKS).all()
    for table, name, _ in links:
        connection.exec_driver_sql(f'alter table {table} drop constraint "{name}"')
    return [f'alter table {table} add constraint "{n}" {sql}' for table, n, sql in links]


def _copy(connection: Connection, name: str, table: Table, rows: Iterable[list[Any]]) -> None:
    connection.exec_driver_sql("set local time zone 'UTC'")
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(f'copy "{name}" ({quoted(table.names)}) from stdin') as into:
        for row in _with_bytes(table, rows, lambda text: f"\\x{text}"):
            into.write_row(row)


def _insert(connection: Connection, name: str, table: Table, rows: Iterable[list[Any]]) -> None:
    places = ", ".join("?" * len(table.columns))
    statement = f'insert into "{name}" ({quoted(table.names)}) values ({places})'
    cursor = connection.connection.cursor()
    ready = _with_bytes(table, rows, bytes.fromhex)
    while batch := list(islice(ready, ROWS)):
        cursor.executemany(statement, batch)


def _with_bytes(table: Table, rows: Iterable[list[Any]], read: Any) -> Iterator[list[Any]]:
    places = [n for n, (_, kind) in enumerate(table.columns) if kind == "bytes"]
    for row in rows:
        for place in places:
            row[place] = None if row[place] is None else read(row[place])
        yield row


def _count_on(connection: Connection, name: str, table: Table) -> None:
    """The next number is higher than any that was ever given out."""
    for column, counter in connection.execute(text(NUMBERED), {"table": name}).all():
        highest = connection.exec_driver_sql(f'select max("{column}") from "{name}"').scalar()
        last = max(highest or 0, table.last_number or 0)
        if last:
            set_to = text("select setval(cast(:counter as regclass), :last)")
            connection.execute(set_to, {"counter": counter, "last": last})


def _count_on_sqlite(connection: Connection, name: str, table: Table) -> None:
    """Only tables that never give a number twice keep a counter."""
    made = text("select sql from sqlite_master where name = :name")
    if "AUTOINCREMENT" not in str(connection.execute(made, {"name": name}).scalar()):
        return
    highest = connection.exec_driver_sql(f'select max(rowid) from "{name}"').scalar()
    facts = {"name": name, "last": max(highest or 0, table.last_number or 0)}
    connection.execute(text("delete from sqlite_sequence where name = :name"), facts)
    connection.execute(text("insert into sqlite_sequence values (:name, :last)"), facts)


def _verify(connection: Connection, known: dict[str, Table]) -> None:
    for name, table in known.items():
        there = connection.exec_driver_sql(f'select count(*) from "{name}"').scalar()
        if there != table.rows:
            raise Refused(f"Of {table.rows} rows of {name} only {there} arrived.")
    if connection.dialect.name == "postgresql":
        return
    if lost := connection.exec_driver_sql("pragma foreign_key_check").first():
        raise Refused(f"A row of {lost[0]} in this backup belongs to nothing.")
