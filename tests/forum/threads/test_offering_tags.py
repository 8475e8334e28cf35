"""While somebody types a tag they are offered those that are in use."""

import pytest

from forum.kernel.db import db, writing
from forum.threads.models import Thread

FORM = {"body": "It is late.", "topic": "parking", "door": "public", "offered": "yes"}


@pytest.fixture
def offered(ada, parking):
    ada.post("/ask", title="One", tags="permit, permit-renewal, market", **FORM)

    def ask(begins, who=ada):
        page = who.get("/tags", query_string={"begins": begins})
        return [one["text"] for one in page.json["offers"]]

    return ask


@pytest.mark.parametrize("begins", ["p", "PERM", " permit"])
def test_tags_that_begin_so(offered, begins):
    assert offered(begins) == ["permit", "permit-renewal"]


def test_a_space_is_a_hyphen_as_in_the_form(offered):
    assert offered("permit re") == ["permit-renewal"]


@pytest.mark.parametrize("begins", ["", "  ", "x", "%", "_", "ermit", "p" * 99])
def test_nothing_else(offered, begins):
    assert offered(begins) == []


@pytest.mark.parametrize("state", ["hidden", "held", "deleted"])
def test_a_tag_only_of_what_does_not_show_stays_unknown(offered, state):
    with writing():
        db.query(Thread).one().state = state

    assert offered("p") == []


def test_there_are_never_many(ada, offered):
    for number in range(4):
        tags = ", ".join(f"pothole-{number}-{letter}" for letter in "abc")
        ada.post("/ask", title=f"Hole {number}", tags=tags, **FORM)
        with writing():
            db.query(Thread).update({"asked_at": Thread.asked_at})

    assert len(offered("po")) == 8


def test_a_visitor_is_asked_to_sign_in(visitor):
    assert visitor.get("/tags?begins=p").status_code == 401
