"""A newcomer's view: the letters that arrived, and forms filled in as people fill them in."""

import email
import email.policy
import re
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import select

from forum.accounts import passwords
from forum.accounts.models import Member
from forum.kernel.db import db, fresh_reading, writing
from tests.cast import PASSWORD, Person, Visitor

JOINING: dict[str, Any] = {
    "name": "Joyce Hart",
    "email": "joyce@example.org",
    "password": "three green kettles",
    "is_13": "y",
}


@dataclass
class Letterbox:
    """The folder of the mail twin."""

    folder: Path
    deliver: Callable[[], None]

    def letters(self, to: str) -> list[EmailMessage]:
        """What has arrived for this address, oldest first, once everything is sent."""
        self.deliver()
        found = sorted(self.folder.glob("*.eml"), key=_number)
        read = [_read(path) for path in found]
        return [letter for letter in read if letter["To"] == to]

    def newest(self, to: str) -> EmailMessage:
        return self.letters(to)[-1]

    def link(self, to: str, *, at: str) -> str:
        """The path of the newest link to that part of the site."""
        for letter in reversed(self.letters(to)):
            if found := re.search(rf"http://127\.0\.0\.1:8000({at}/\S+)", text_of(letter)):
                return found[1]
        raise AssertionError(f"Nobody wrote to {to} about {at}.")


def text_of(letter: EmailMessage) -> str:
    return str(cast(EmailMessage, letter.get_body(("plain",))).get_content())


def _number(path: Path) -> int:
    return int(path.name.split(".")[1])


def _read(path: Path) -> EmailMessage:
    policy = email.policy.default
    return email.message_from_bytes(path.read_bytes(), policy=policy)


@pytest.fixture
def letterbox(app, config, deliver) -> Letterbox:
    return Letterbox(config.HOME / "mail", deliver)


@pytest.fixture
def newcomer(app) -> Visitor:
    """A browser of its own for the person who joins."""
    return Visitor(app)


@pytest.fixture
def joyce(newcomer, letterbox) -> Visitor:
    """Joyce has signed up, proved her address and signed out again."""
    newcomer.post("/sign-up", **JOINING)
    newcomer.post(letterbox.link(JOINING["email"], at="/verify"))
    return Visitor(newcomer.app)


@pytest.fixture
def ada_with_password(ada: Person) -> Person:
    with writing():
        db.get_one(Member, ada.member_id).password_hash = passwords.hashed(PASSWORD)
    return ada


def member_at(address: str) -> Any:
    """The member of this address as it is now, None when there is none."""
    with fresh_reading():
        return db.scalar(select(Member).where(Member.email_key == address))
