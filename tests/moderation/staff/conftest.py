"""A manager beside the administrator, and the letters that invitations are."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading
from moderation.staff.models import Invitation
from tests.cast import Person, make_person
from tests.forum.accounts.conftest import Letterbox

NELL: dict[str, Any] = {"email": "nell@example.org", "name": "Nell Hart", "role": "agent"}
CHOSEN: dict[str, Any] = {"name": "Nell Hart", "password": "marrow kettle lantern"}
NEW = "/desk/people/invitations/new"


@pytest.fixture
def mona(app) -> Person:
    return make_person(app, "Mona Quist", role=Role.MANAGER)


@pytest.fixture
def letterbox(app, config, deliver) -> Letterbox:
    return Letterbox(config.HOME / "mail", deliver)


@pytest.fixture
def link(letterbox) -> Callable[[str], str]:
    """The path of the newest invitation in this mailbox."""

    def newest(to: str = NELL["email"]) -> str:
        return str(letterbox.link(to, at="/invitations"))

    return newest


def the_invitation() -> Invitation:
    with fresh_reading():
        return db.query(Invitation).one()


def somebody_at(email: str) -> Any:
    """The member of this address as it is now, None when there is none."""
    with fresh_reading():
        return db.query(Member).filter_by(email_key=email).one_or_none()


def deeds() -> list[str]:
    with fresh_reading():
        return [row.deed for row in db.query(AuditEntry).order_by(AuditEntry.id)]


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1]
