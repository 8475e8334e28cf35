"""What the tests about searching have at hand: questions, answers, and one way to search."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from search.boundary import engine
from tests.cast import Visitor
from tests.forum.threads.conftest import answers, asks

__all__ = ["answers", "asks"]

Finds = Callable[..., list[str]]
Found = dict[str, Any]
TITLE = re.compile(r'<a class="go" href="([^"]+)">([^<]+)</a>')


@pytest.fixture
def finds(app, visitor) -> Finds:
    """`finds("lost permit")` gives the titles of the questions that fit, best first."""

    def find(words: str, who: Visitor = visitor, **chosen: str) -> list[str]:
        look_at_the_index_now(app)
        answer = who.get("/search", query_string={"q": words, "kind": "thread"} | chosen)
        assert answer.status_code == 200
        return [title for _, title in TITLE.findall(answer.text)]

    return find


@pytest.fixture
def asks_the_api(app, visitor) -> Callable[..., Found]:
    """`asks_the_api("/search", q="permit")` gives the JSON."""

    def ask(path: str, who: Visitor = visitor, **asked: str) -> Found:
        look_at_the_index_now(app)
        answer = who.get(f"/api/v1{path}", query_string=asked)
        assert answer.status_code == 200, answer.text
        found: Found = json.loads(answer.text)
        return found

    return ask


def look_at_the_index_now(app) -> None:
    """Without the quarter of a second that a process waits between two looks."""
    with app.app_context():
        engine().let_go()


def titles(found: Found) -> Sequence[str]:
    return [one["title"] for one in found["items"]]
