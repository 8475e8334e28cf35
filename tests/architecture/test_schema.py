"""The migrations lead to exactly the tables that the code describes, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect

from config import Config
from forum.app import create_app
from forum.kernel import schema
from forum.kernel.db import Database, Model
from tests.architecture.sources import Source, told
from tests.conftest import SECRET

VERSIONS = schema.MIGRATIONS / "versions"


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> Iterator[Flask]:
    yield from _app(tmp_path, f"sqlite:///{tmp_path}/empty.db")


@pytest.fixture
def empty_postgres(tmp_path: Path) -> Iterator[Flask]:
    from tests.services.postgres import new_database, running_postgres

    with running_postgres() as server:
        yield from _app(tmp_path, new_database(server))


def test_there_is_one_newest_migration():
    scripts = ScriptDirectory(str(schema.MIGRATIONS))

    assert scripts.get_heads() == [schema.newest_version()], (
        "Two heads: `folkmoot init` could not choose."
    )


def test_migrations_are_numbered_in_order():
    names = sorted(path.name for path in VERSIONS.glob("*.py") if path.name != "__init__.py")

    assert [name.split("_")[0] for name in names] == [
        f"{number:04}" for number in range(1, len(names) + 1)
    ]


def test_every_migration_says_what_it_does():
    silent = [
        path.name for path in VERSIONS.glob("[0-9]*.py") if '"""' not in Source(path).text[:5]
    ]

    assert not silent, told("Operators read the first line before they upgrade.", silent)


def test_migrations_make_the_tables_of_the_code_on_sqlite(empty_sqlite):
    schema.upgrade(empty_sqlite)

    assert _differences(empty_sqlite) == []


@pytest.mark.postgres
def test_migrations_make_the_tables_of_the_code_on_postgresql(empty_postgres):
    schema.upgrade(empty_postgres)

    assert _differences(empty_postgres) == []


def test_migrations_make_the_same_constraints_as_the_code(empty_sqlite, app):
    """What `compare_metadata` does not look at: checks and unique constraints by name."""
    if not _database(app).is_sqlite:
        pytest.skip("the names are the same on both databases; compared once")
    schema.upgrade(empty_sqlite)

    assert _constraints(empty_sqlite) == _constraints(app)


def test_upgrading_again_changes_nothing(empty_sqlite):
    schema.upgrade(empty_sqlite)

    schema.upgrade(empty_sqlite)

    assert schema.version_of(_database(empty_sqlite).reading) == schema.newest_version()


def _app(home: Path, url: str) -> Iterator[Flask]:
    app = create_app(Config(HOME=home, DATABASE_URL=url, SECRET_KEY=SECRET, TESTING=True))
    yield app
    _database(app).dispose()


def _differences(app: Flask) -> list[object]:
    with _database(app).writing.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Model.metadata))


def _constraints(app: Flask) -> set[tuple[str, ...]]:
    found = inspect(_database(app).reading)
    tables = [name for name in found.get_table_names() if name != "alembic_version"]
    checks = {
        (table, str(check["name"]), " ".join(check["sqltext"].split()))
        for table in tables
        for check in found.get_check_constraints(table)
    }
    uniques = {
        (table, str(unique["name"]), *map(str, unique["column_names"]))
        for table in tables
        for unique in found.get_unique_constraints(table)
    }
    return checks | uniques


def _database(app: Flask) -> Database:
    database: Database = app.extensions["database"]
    return database
