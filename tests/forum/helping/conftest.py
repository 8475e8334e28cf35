"""A topic that Noor and Omar look after, with Cleo, who works here, standing by them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from forum.accounts.standing import Rung
from forum.helping import actions
from forum.kernel.clock import at, now
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads.actions import answer_thread, ask
from forum.threads.models import Thread
from forum.topics.actions import add_topic
from forum.topics.models import Topic
from tests.cast import Person, make_person

Asks = Callable[..., int]


@pytest.fixture
def noor(app: Flask) -> Person:
    return advocate(app, "Noor Aziz")


@pytest.fixture
def omar(app: Flask) -> Person:
    return advocate(app, "Omar Haddad")


@pytest.fixture
def coached(parking: Topic, cleo: Person) -> Topic:
    """Staff stand by the topic, so it can be looked after."""
    stand_by(parking, cleo)
    return parking


@pytest.fixture
def group(coached: Topic, noor: Person, omar: Person) -> Topic:
    for person in (noor, omar):
        adopts(person, coached)
    return coached


@pytest.fixture
def asked(ada: Person, parking: Topic) -> Asks:
    """Ada asks in the topic, so many hours ago; the number of her question."""

    def ask_it(title: str, *, hours: float = 1, by: Person = ada, topic: Topic = parking) -> int:
        with at(now() - timedelta(hours=hours)), writing():
            where = db.get_one(Topic, topic.id)
            return ask(by=by.member, topic=where, title=title, body=write_up("Who knows?")).id

    return ask_it


def advocate(app: Flask, name: str) -> Person:
    person = make_person(app, name)
    person.stands_on(Rung.ADVOCATE)
    return person


def more_topics(beside: Topic, many: int) -> list[Topic]:
    with writing():
        named = [f"topic-{number}" for number in range(many)]
        facts: dict[str, Any] = {"summary": "More", "service_id": beside.service_id}
        return [add_topic(name=name.title(), slug=name, **facts) for name in named]


def stand_by(topic: Topic, coach: Person | None, *, by: Person | None = None) -> None:
    chooser = by or coach
    assert chooser is not None
    with writing():
        where = db.get_one(Topic, topic.id)
        actions.choose_coach(where, coach.member if coach else None, by=chooser.member)


def adopts(person: Person, topic: Topic) -> None:
    with writing():
        actions.adopt(db.get_one(Topic, topic.id), by=person.member)


def answers(person: Person, thread_id: int, *, hours: float = 0) -> int:
    with at(now() - timedelta(hours=hours)), writing():
        thread = db.get_one(Thread, thread_id)
        return answer_thread(thread, by=person.member, body=write_up("Ask there.")).id
