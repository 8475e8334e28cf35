"""A list with nothing in it says what will appear there, and how."""

import pytest

from forum.accounts.standing import Role
from tests.cast import make_person

EMPTY = [
    ("moderator", "/desk/reports", "Nothing to decide", "it appears here"),
    ("manager", "/desk/skills", "No skills yet", "Add one below"),
    ("agent", "/desk/problems", "No problems in this list", "write it down once"),
    ("agent", "/desk/outside", "No outside desks yet", "A manager can add an office"),
    ("agent", "/desk/grievances", "Nothing waits here", "asks for a second look"),
]


@pytest.mark.parametrize(("role", "address", "title", "hint"), EMPTY)
def test_it_says_what_will_appear(app, role, address, title, hint):
    page = make_person(app, "Mara Stone", role=Role(role)).get(address).text

    assert title in page
    assert hint in page
