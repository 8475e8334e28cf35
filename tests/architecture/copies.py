"""The small town of these tests is built once and copied for each of them."""

import shutil
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flask import Flask

from config import Config
from forum.accounts.current import cookie_name
from forum.accounts.standing import Role, Rung
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


def first_town(home: Path) -> Town:
    """Ada's question with Ben's answer, and her ticket; Mona manages the service."""
    app = _app(home)
    create_everything(app)
    with app.app_context():
        people: dict[str, Visitor] = {"visitor": Visitor(app)}
        people |= {who: make_person(app, name, role=role) for who, (name, role) in CAST.items()}
        until = now() + timedelta(days=7)
        people["suspended"] = make_person(app, "Max Thorne", suspended_until=until)
        people["advocate"] = noor = make_person(app, "Noor Aziz")
        noor.stands_on(Rung.ADVOCATE)
        town = build(app, people)
        settling.settle(app, seconds=30)
    close(app)
    return town


def copied_app(first: Town, home: Path) -> Iterator[Flask]:
    """A copy of the town's database and its index, open until the one who asks is done."""
    kept = first.app.config["FOLKMOOT"].HOME
    shutil.copy(kept / FILE, home / FILE)
    shutil.copytree(kept / INDEX, home / INDEX)
    app = _app(home)
    with app.app_context():
        yield app
    close(app)


def moved_to(first: Town, app: Flask) -> Town:
    """With parts and states of its own: what one test adds, the next one does not find."""
    people = {who: _moved(person, app) for who, person in first.people.items()}
    own = {"parts": dict(first.parts), "states": deepcopy(first.states)}
    return replace(first, app=app, people=people, **own)


def _moved(person: Visitor, app: Flask) -> Visitor:
    """The same person, in a browser that knows the copy."""
    if not isinstance(person, Person):
        return Visitor(app)
    moved = Person(app, member_id=person.member_id, secret=person.secret)
    moved.client.set_cookie(cookie_name(), person.secret)
    return moved


def _app(home: Path) -> Flask:
    url = f"sqlite:///{home}/{FILE}"
    facts = Config(HOME=home, DATABASE_URL=url, SECRET_KEY=SECRET, TESTING=True, LOG_LEVEL="error")
    return compiled_once(create_app(facts))
