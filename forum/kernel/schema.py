"""Bringing a database to the newest schema, and making an empty one at once for tests."""

from pathlib import Path

from alembic import command
from alembic.config import Config as Alembic
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Engine

from forum.kernel.db import Database, Model

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def upgrade(app: Flask) -> None:
    """Run every migration that the database has not had."""
    _keep_readers_and_writer_apart(app)
    with _engine(app).connect() as connection:
        settings = _alembic()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        connection.commit()


def create_everything(app: Flask) -> None:
    """All tables at once: equal to the migrations, which a house rule proves."""
    _keep_readers_and_writer_apart(app)
    Model.metadata.create_all(_engine(app))


def version_of(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_version() -> str | None:
    return ScriptDirectory.from_config(_alembic()).get_current_head()


def _keep_readers_and_writer_apart(app: Flask) -> None:
    """SQLite's write-ahead log, set once for good: readers never wait for the writer."""
    engine = _engine(app)
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        connection.cursor().execute("PRAGMA journal_mode=WAL")
        connection.close()


def _alembic() -> Alembic:
    settings = Alembic()
    settings.set_main_option("script_location", str(MIGRATIONS))
    return settings


def _engine(app: Flask) -> Engine:
    database: Database = app.extensions["database"]
    return database.writing
