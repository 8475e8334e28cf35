"""A small town in which every page has something to show, for rules about all pages."""

import pytest

from forum.accounts.standing import Role
from tests.architecture.town import Town, build
from tests.cast import Visitor, make_person


@pytest.fixture
def town(app, visitor, ada, ben, cleo, dev, pia, adam, max_, parking, deliver) -> Town:
    """Ada's question with Ben's answer, and her ticket; Mona manages the service."""
    mona = make_person(app, "Mona Quist", role=Role.MANAGER)
    people: dict[str, Visitor] = {
        "visitor": visitor,
        "asker": ada,
        "citizen": ben,
        "suspended": max_,
        "moderator": cleo,
        "agent": dev,
        "policy": pia,
        "manager": mona,
        "admin": adam,
    }
    return build(app, people, parking, settle=deliver)
