"""The pages of a group ask the database as often for much as for little."""

import pytest

from forum.helping.models import GroupMessage
from forum.kernel.db import db, writing
from tests.architecture.counting import counted
from tests.architecture.query_budgets import BUDGETS
from tests.forum.helping.conftest import adopts, advocate, answers

PAGES = {
    "helping.index": "/helping",
    "helping.queue": "/helping/parking",
    "helping.group": "/helping/parking/group",
    "threads.topic": "/topics/parking",
}


def test_more_of_everything_takes_no_more_statements(app, noor, omar, ada, group, asked):
    asked("First", hours=30)
    before = {name: taken(noor, path) for name, path in PAGES.items()}

    for number, name in enumerate(("Ivy Cole", "Kai Noble", "Lou Marsh")):
        helper = advocate(app, name)
        adopts(helper, group)
        helper.post("/helping/parking/hours", times=["0-morning", "3-evening"], away="")
        answers(helper, asked(f"Answered {number}", hours=20 + number))
        asked(f"Waiting {number}", hours=50 + number)
        with writing():
            said = {"body": "Hello", "html": "<p>Hello</p>", "renderer": 1}
            who = {"author_id": helper.member_id, "is_from_staff": False}
            db.add(GroupMessage(topic_id=group.id, **who, **said))

    after = {name: taken(noor, path) for name, path in PAGES.items()}
    assert after == before
    assert {name: many for name, many in after.items() if many > BUDGETS[name]} == {}


def taken(person, path) -> int:
    """How many statements the second look takes."""
    person.get(path)
    with counted() as statements:
        assert person.get(path).status_code == 200
    return len(statements)


@pytest.mark.parametrize("person", ["ada", "visitor"])
def test_whoever_is_no_advocate_costs_the_page_of_a_topic_nothing(
    person, group, asked, request, app
):
    asked("First")
    who = request.getfixturevalue(person)

    assert taken(who, "/topics/parking") <= BUDGETS["threads.topic"] - 2
