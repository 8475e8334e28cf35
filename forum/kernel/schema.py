"""Bringing a database to the newest schema, and making an empty one at once for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from flask import Flask
from sqlalchemy import Connection, Engine, inspect

from forum.kernel.db import Database, Model
from forum.kernel.guards import set_guards

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def upgrade(app: Flask, *, to: str = "head") -> None:
    """Run every migration that the database has not had, up to the newest or a named one."""
    # Imported here, because the web processes, which never come here, would keep it in memory.
    from alembic import command
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    _keep_readers_and_writer_apart(app)
    with _engine(app).connect() as connection, without_links(connection):
        settings.attributes["connection"] = connection
        command.upgrade(settings, to)
        set_guards(connection)
        connection.commit()


def create_everything(app: Flask) -> None:
    """All tables at once: equal to the migrations, which a house rule proves."""
    _keep_readers_and_writer_apart(app)
    with _engine(app).begin() as connection:
        Model.metadata.create_all(connection)
        set_guards(connection)


def version_of(engine: Engine) -> str | None:
    """The number of the last migration a database has had; None when it has had none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        rows = connection.exec_driver_sql("select version_num from alembic_version")
        return rows.scalar_one_or_none()


def newest_version() -> str:
    """Migrations are numbered in one row, so the last file is the newest schema."""
    return max(path.name[:4] for path in MIGRATIONS.glob("versions/[0-9]*.py"))


@contextmanager
def without_links(connection: Connection) -> Iterator[None]:
    """SQLite changes most things only by making a table anew, and while the old one is dropped
    its rows must not be missed: https://www.sqlite.org/lang_altertable.html#otheralter.

    To be entered before the transaction begins; whoever writes inside it checks the links."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = cast(Any, connection.connection.dbapi_connection)
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        if not connection.invalidated:  # as it is, closed for good, after an interruption
            connection.rollback()  # inside a transaction the switch is stuck
            raw.execute("PRAGMA foreign_keys=ON")


def _keep_readers_and_writer_apart(app: Flask) -> None:
    """SQLite's write-ahead log, set once for good: readers never wait for the writer."""
    engine = _engine(app)
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        connection.cursor().execute("PRAGMA journal_mode=WAL")
        connection.close()


def _engine(app: Flask) -> Engine:
    database: Database = app.extensions["database"]
    return database.writing
