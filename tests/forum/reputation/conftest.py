"""Questions and answers as in the tests about threads, voters, and a look at the points."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from config import Config
from forum.accounts.standing import Rung
from forum.kernel.db import db, fresh_reading, writing
from forum.reputation.queries import points_of
from forum.threads import actions
from forum.threads.models import Answer, Thread
from tests.cast import Person, make_person
from tests.forum.threads.conftest import answer_id, answers, asks, thread_id

__all__ = ["answer_id", "answers", "asks", "thread_id"]


@pytest.fixture
def config(config: Config) -> Config:
    """The forum alone: nothing of the staff side reacts to posts that are only numbers here."""
    return replace(config, PACKAGES=("forum",))


@pytest.fixture
def points(deliver: Callable[[], None]) -> Callable[[Person], int]:
    """The total once everything is settled."""

    def look(who: Person) -> int:
        deliver()
        with fresh_reading():
            return points_of(who.member_id)

    return look


@pytest.fixture
def voters(app: Flask) -> Callable[[int], list[Person]]:
    """Neighbours who may vote."""

    def come(many: int) -> list[Person]:
        people = [make_person(app, f"Voter{n} Hill") for n in range(many)]
        for one in people:
            one.stands_on(Rung.REGULAR)
        return people

    return come


@pytest.fixture
def votes(app: Flask) -> Callable[..., None]:
    """`votes(people, answer_id)`; `value=0` takes the votes back."""

    def vote(people: list[Person], post_id: int, *, value: int = 1) -> None:
        for one in people:
            with writing():
                post = db.get(Answer, post_id) or db.get_one(Thread, post_id)
                actions.vote_on(post, by=one.member, value=value)

    return vote
