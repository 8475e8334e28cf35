"""Towns to keep, and empty places to bring them back to, on either database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile, copytree

import pytest
from flask import Flask

from config import Config
from forum.app import create_app, settings_of
from forum.kernel import schema
from forum.kernel.db import Database
from forum.kernel.diary import tell_demo
from forum.kernel.settling import settle
from tests.compiling import compiled_once
from tests.conftest import SECRET, close
from tests.races.conftest import ON_SERVER, racers
from tests.services.town import ROOT

__all__ = ["racers"]

EmptyPlace = Callable[[], Flask]


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory, tables: Path) -> Path:
    """The home of a demo town with nothing left to do, to be copied for each test."""
    home = tmp_path_factory.mktemp("told")
    copyfile(tables, home / "folkmoot.db")
    with _opened(home) as app:
        stamp(app)
        tell_demo()
        assert settle(app, seconds=60)
    return home


@pytest.fixture
def town(told: Path, tmp_path: Path) -> Iterator[Flask]:
    """The demo town, as `folkmoot init` would have made its tables."""
    with _opened(copytree(told, tmp_path / "town")) as app:
        yield app


@contextmanager
def _opened(home: Path) -> Iterator[Flask]:
    config = Config(HOME=home, SECRET_KEY=SECRET, TESTING=True)
    app = compiled_once(create_app(config))
    with app.app_context():
        yield app
    close(app)


@pytest.fixture(params=["sqlite", ON_SERVER])
def empty_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EmptyPlace]:
    """Makes the application of a place that nobody has used yet, on either database."""
    with _places(tmp_path, lambda: _url(request)) as place:
        yield place


@pytest.fixture
def sqlite_place(tmp_path: Path) -> Iterator[EmptyPlace]:
    """The same where the database makes no difference."""
    with _places(tmp_path, lambda: "") as place:
        yield place


@contextmanager
def _places(folder: Path, url: Callable[[], str]) -> Iterator[EmptyPlace]:
    made: list[Flask] = []

    def place() -> Flask:
        home = folder / f"place-{len(made)}"
        made.append(create_app(Config(HOME=home, DATABASE_URL=url(), SECRET_KEY=SECRET)))
        return made[-1]

    yield place
    for app in made:
        close(app)


def stamp(app: Flask, version: str | None = None) -> None:
    """The tables are made from the code; the mark says that they are those of a version."""
    database: Database = app.extensions["database"]
    with database.writing.begin() as connection:
        connection.exec_driver_sql("drop table if exists alembic_version")
        connection.exec_driver_sql("create table alembic_version (version_num text primary key)")
        row = f"insert into alembic_version values ('{version or schema.newest_version()}')"
        connection.exec_driver_sql(row)


def _url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return ""
    from tests.services.postgres import new_database

    return new_database(request.getfixturevalue("postgres"))


def victims(deed: str, app: Flask, file: Path) -> int:
    """How often the deed was killed before it was done."""
    config = settings_of(app)
    command = [sys.executable, "-m", "tests.keeping.victims", deed]
    facts = [str(config.HOME), config.DATABASE_URL, str(file)]
    done = subprocess.run(
        [*command, *facts], capture_output=True, text=True, cwd=ROOT, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return int(done.stdout.split()[-1])
