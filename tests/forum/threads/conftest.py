"""What the tests about questions have at hand: a question of Ada's, an answer of Ben's."""

from collections.abc import Callable

import pytest
from flask import Flask

from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads import actions
from forum.threads.models import Answer, Thread
from forum.topics.models import Topic
from tests.cast import Person

Asks = Callable[..., int]
Answers = Callable[..., int]


@pytest.fixture
def asks(app: Flask, parking: Topic) -> Asks:
    """`asks(ada, "My permit is lost")` gives the id of the thread."""

    def ask(who: Person, title: str = "My permit is lost", body: str = "It never came.") -> int:
        with writing():
            return actions.ask(
                by=who.member, topic=db.get_one(Topic, parking.id), title=title, body=write_up(body)
            ).id

    return ask


@pytest.fixture
def answers(app: Flask) -> Answers:
    """`answers(ben, thread_id)` gives the id of the answer."""

    def answer(
        who: Person, thread_id: int, body: str = "Ask at the desk.", *, official: bool = False
    ) -> int:
        with writing():
            thread = db.get_one(Thread, thread_id)
            by = who.member
            return actions.answer_thread(thread, by=by, body=write_up(body), official=official).id

    return answer


@pytest.fixture
def thread_id(ada: Person, asks: Asks) -> int:
    return asks(ada)


@pytest.fixture
def answer_id(ben: Person, thread_id: int, answers: Answers) -> int:
    return answers(ben, thread_id)


@pytest.fixture
def thread_now(app: Flask) -> Callable[[int], Thread]:
    """The thread as it is in the database now."""

    def load(thread_id: int) -> Thread:
        db.rollback()
        return db.get_one(Thread, thread_id)

    return load


@pytest.fixture
def answer_now(app: Flask) -> Callable[[int], Answer]:
    def load(answer_id: int) -> Answer:
        db.rollback()
        return db.get_one(Answer, answer_id)

    return load
