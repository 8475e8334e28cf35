"""The house as tests use it: a fresh database, the known cast, and the worker on demand."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser
from sqlalchemy import make_url

from config import Config
from forum.accounts.standing import Role
from forum.app import create_app
from forum.kernel import settling
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.schema import create_everything
from forum.topics.models import Topic
from tests.browser.chromium import NoBrowser, running_browser
from tests.cast import Person, Visitor, make_person
from tests.compiling import compiled_once
from tests.factories import open_parking
from tests.portions import by_turns, with_one_value_each
from tests.services.lending import Lending

# A busy machine makes slow examples; in CI the same examples each time, so that red means broken.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

SECRET = "a secret only the tests know, long enough"
ON_POSTGRES = os.environ.get("FOLKMOOT_TEST_DATABASE") == "postgres"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest come first, so that no processor waits for one of them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("kills") is None)
    if ON_POSTGRES:  # what asks no database is the same there, and tested without it
        chosen = with_one_value_each([item for item in items if _asks_a_database(item)])
    else:
        chosen = by_turns(items)
    kept = set(chosen)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = chosen


def _asks_a_database(item: pytest.Item) -> bool:
    asks = {"database_url", "postgres"} & set(getattr(item, "fixturenames", ()))
    return bool(asks or item.get_closest_marker("postgres"))


def pytest_collection_finish() -> None:
    """What was imported stays to the end: nobody need look through it for garbage again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all tests of a process: the driver refuses to start twice."""
    try:
        with running_browser() as running:
            yield running
    except NoBrowser as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with one database that has all tables, to be copied for each test."""
    from tests.services.postgres import new_database, running_postgres

    with running_postgres() as url:
        template = new_database(url)
        home = tmp_path_factory.mktemp("template")
        app = create_app(Config(HOME=home, DATABASE_URL=template, SECRET_KEY=SECRET, TESTING=True))
        create_everything(app)
        app.extensions["database"].dispose()
        yield template


@pytest.fixture(scope="session")
def lending(postgres: str) -> Iterator[Lending]:
    with closing(Lending(postgres)) as lending:
        yield lending


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the disk: no test loses its power (those about the disk have their own)."""
    monkeypatch.setattr(os, "fdatasync", lambda _file: None)


@pytest.fixture
def database_url(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    if not ON_POSTGRES:
        yield f"sqlite:///{tmp_path}/folkmoot.db"
        return
    lending = request.getfixturevalue("lending")
    url = lending.lend()
    yield url
    lending.take_back(url)


@pytest.fixture
def config(tmp_path: Path, database_url: str) -> Config:
    return Config(HOME=tmp_path, DATABASE_URL=database_url, SECRET_KEY=SECRET, TESTING=True)


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite that has all tables, to be copied for each test."""
    home = tmp_path_factory.mktemp("tables")
    path = home / "folkmoot.db"
    url = f"sqlite:///{path}"
    app = create_app(Config(HOME=home, DATABASE_URL=url, SECRET_KEY=SECRET, TESTING=True))
    create_everything(app)
    app.extensions["database"].dispose()
    return path


@pytest.fixture
def app(config: Config, request: pytest.FixtureRequest) -> Iterator[Flask]:
    if (url := make_url(config.database_url)).get_backend_name() == "sqlite":
        copyfile(request.getfixturevalue("tables"), str(url.database))
    app = compiled_once(create_app(config))
    with app.app_context():
        yield app
    close(app)


def close(app: Flask) -> None:
    """Nothing of it stays open: neither the database nor the index."""
    app.extensions["database"].dispose()
    if index := app.extensions.get("search"):
        index.let_go()


@pytest.fixture
def deliver(app: Flask) -> Callable[[], None]:
    """Everything the worker would do, now; what cannot be done is a fault, not half a minute."""

    def settle() -> None:
        assert settling.settle(app, seconds=30), "Something is still waiting: the log says why."

    return settle


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def ada(app: Flask) -> Person:
    return make_person(app, "Ada Okafor")


@pytest.fixture
def ben(app: Flask) -> Person:
    return make_person(app, "Ben Hallam")


@pytest.fixture
def cleo(app: Flask) -> Person:
    return make_person(app, "Cleo Marsh", role=Role.MODERATOR)


@pytest.fixture
def dev(app: Flask) -> Person:
    return make_person(app, "Dev Patel", role=Role.AGENT, team="Parking team")


@pytest.fixture
def pia(app: Flask) -> Person:
    return make_person(app, "Pia Lind", role=Role.POLICY)


@pytest.fixture
def adam(app: Flask) -> Person:
    return make_person(app, "Adam Reed", role=Role.ADMIN)


@pytest.fixture
def max_(app: Flask) -> Person:
    return make_person(app, "Max Thorne", suspended_until=now() + timedelta(days=7))


@pytest.fixture
def parking(app: Flask) -> Topic:
    topic_id = open_parking().id
    return db.get_one(Topic, topic_id)  # asked of the session that reading has after the writing
