"""A small town in which every page has something to show, for rules about all pages.

Built once by the same actions that people use, then copied for each test. These rules are about
the code, not the database, so they always run on SQLite.
"""

import shutil
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from config import Config
from forum.accounts.current import cookie_name
from forum.accounts.standing import Role
from forum.app import create_app
from forum.kernel import settling
from forum.kernel.clock import now
from forum.kernel.schema import create_everything
from tests.architecture.town import Town, build
from tests.cast import Person, Visitor, make_person
from tests.compiling import compiled_once
from tests.conftest import SECRET, close

FILE = "folkmoot.db"
INDEX = "index"
CAST = {
    "asker": ("Ada Okafor", Role.CITIZEN),
    "citizen": ("Ben Hallam", Role.CITIZEN),
    "moderator": ("Cleo Marsh", Role.MODERATOR),
    "agent": ("Dev Patel", Role.AGENT),
    "policy": ("Pia Lind", Role.POLICY),
    "manager": ("Mona Quist", Role.MANAGER),
    "admin": ("Adam Reed", Role.ADMIN),
}


@pytest.fixture(scope="session")
def first_town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Ada's question with Ben's answer, and her ticket; Mona manages the service."""
    app = _app(tmp_path_factory.mktemp("town"))
    create_everything(app)
    with app.app_context():
        people: dict[str, Visitor] = {"visitor": Visitor(app)}
        people |= {who: make_person(app, name, role=role) for who, (name, role) in CAST.items()}
        until = now() + timedelta(days=7)
        people["suspended"] = make_person(app, "Max Thorne", suspended_until=until)
        town = build(app, people)
        settling.settle(app, seconds=30)
    close(app)
    return town


@pytest.fixture
def app(first_town: Town, tmp_path: Path) -> Iterator[Flask]:
    """A copy of the town's database and its index, for this test alone."""
    home = first_town.app.config["FOLKMOOT"].HOME
    shutil.copy(home / FILE, tmp_path / FILE)
    shutil.copytree(home / INDEX, tmp_path / INDEX)
    app = _app(tmp_path)
    with app.app_context():
        yield app
    close(app)


@pytest.fixture
def town(first_town: Town, app: Flask) -> Town:
    """With parts and states of its own: what one test adds, the next one does not find."""
    people = {who: _moved(person, app) for who, person in first_town.people.items()}
    own = {"parts": dict(first_town.parts), "states": deepcopy(first_town.states)}
    return replace(first_town, app=app, people=people, **own)


def _moved(person: Visitor, app: Flask) -> Visitor:
    """The same person, in a browser that knows the copy."""
    if not isinstance(person, Person):
        return Visitor(app)
    moved = Person(app, member_id=person.member_id, secret=person.secret)
    moved.client.set_cookie(cookie_name(), person.secret)
    return moved


def _app(home: Path) -> Flask:
    url = f"sqlite:///{home}/{FILE}"
    facts = Config(HOME=home, DATABASE_URL=url, SECRET_KEY=SECRET, TESTING=True)
    return compiled_once(create_app(facts))
