"""What the API tests have at hand: Ada's question, what was said about it, and its ticket."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from forum.accounts.standing import Rung
from forum.articles.actions import Draft, move_article, write_article
from forum.articles.states import State
from forum.kernel.db import writing
from forum.kernel.written import write_up
from forum.threads.briefs import brief_of
from forum.topics.models import Topic
from forum.topics.queries import topic_called
from tests.cast import Person

PREFIX = "/api/v1"
PROBLEM = "application/problem+json"
Calls = Callable[..., TestResponse]


@dataclass(frozen=True)
class Samples:
    """The values that addresses are made of, each of a thing that exists."""

    thread_id: int
    answer_id: int
    comment_id: int
    reference: str
    idea_id: int
    article_id: int
    name: str = "Ada Okafor"

    def address(self, path: str) -> str:
        """`/threads/{thread_id}` with the id in it."""
        for name, value in vars(self).items():
            path = path.replace(f"{{{name}}}", str(value))
        return path


def calls_of(person: Person) -> Calls:
    """A program with a token of that person: `calls("POST", "/threads", title="…")`."""
    return _program(person.app, {"Authorization": f"Bearer {person.token()}"})


def _program(app: Flask, own: dict[str, str]) -> Calls:
    def call(
        method: str, path: str, *, raw: dict[str, Any] | None = None, **sent: Any
    ) -> TestResponse:
        """`raw` is for what is not JSON, or not fields: the options of the test client."""
        options = {"json": sent} if sent else dict(raw or {})
        headers = own | options.pop("headers", {})
        with app.app_context():
            return app.test_client().open(
                f"{PREFIX}{path}", method=method, headers=headers, **options
            )

    return call


@pytest.fixture
def nobody(app: Flask) -> Calls:
    """A program without a token."""
    return _program(app, {})


@pytest.fixture
def spec(nobody: Calls) -> dict[str, Any]:
    """The description of the API."""
    return shown(nobody("GET", "/openapi.json"))


@pytest.fixture
def adas(ada: Person) -> Calls:
    """Ada's program; she asks, and has been here long enough to vote."""
    ada.stands_on(Rung.REGULAR)
    return calls_of(ada)


@pytest.fixture
def bens(ben: Person) -> Calls:
    """Ben's program; he helps."""
    ben.stands_on(Rung.REGULAR)
    return calls_of(ben)


@pytest.fixture
def devs(dev: Person) -> Calls:
    """The program of Dev, who answers for the council."""
    return calls_of(dev)


@pytest.fixture
def pias(pia: Person) -> Calls:
    """The program of Pia, who decides about ideas."""
    return calls_of(pia)


def who_may(path: str, *, adas: Calls, devs: Calls, pias: Calls) -> Calls:
    """The desk about tickets, policy staff about decisions, Ada about anything else."""
    if path.startswith("/tickets"):
        return devs
    return pias if path.endswith("/decision") else adas


@pytest.fixture
def samples(adas: Calls, bens: Calls, dev: Person, parking: Topic) -> Samples:
    """Ada's question with Ben's answer and her comment on it; the ticket is of another question.
    The article is Dev's.
    """
    return sown(adas, bens, dev)


def sown(adas: Calls, bens: Calls, dev: Person, nth: int = 1) -> Samples:
    """One more of everything. The text of each differs, for the same text twice is one post."""
    thread_id = asked(adas, f"My permit has not come, {nth}")
    answer = bens("POST", f"/threads/{thread_id}/answers", body=f"Ask at the library, {nth}.")
    answer_id = shown(answer)["id"]
    comment = adas("POST", f"/answers/{answer_id}/comments", body=f"Which library, {nth}?")
    other_id = asked(adas, f"Where is my refund, {nth}")
    ticket = adas("POST", f"/threads/{other_id}/escalation", reason="Nobody knows.")
    idea = adas("POST", "/ideas", title=f"A bench, {nth}", body="A long wait.", topic="parking")
    references = shown(ticket)["reference"], shown(idea)["id"], written(dev, nth)
    return Samples(thread_id, answer_id, shown(comment)["id"], *references)


def written(dev: Person, nth: int) -> int:
    """An article that everybody reads."""
    text = write_up(f"Take your logbook to the library, {nth}.")
    with writing():
        topic_id = topic_called("parking").id
        draft = Draft(topic_id, f"Permits, {nth}", text, brief_of("", text, or_begins=True))
        article = write_article(draft, by=dev.member)
        move_article(article, State.PUBLISHED, by=dev.member)
        return article.id


def asked(calls: Calls, title: str) -> int:
    answer = calls(
        "POST", "/threads", title=title, body="I paid **three weeks** ago.", topic="parking"
    )
    assert answer.status_code == 201, answer.text
    found: int = shown(answer)["id"]
    return found


def shown(answer: TestResponse) -> dict[str, Any]:
    """What a call was answered with."""
    found: dict[str, Any] = json.loads(answer.data)
    return found
