"""People who vote for one another, posts that are only numbers, and a look at the points."""

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
from flask import Flask

from forum.integrity.models import Reversal
from forum.integrity.tasks import look_at_night
from forum.kernel import clock, relay, totals
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import publish
from forum.kernel.subjects import new_subject
from forum.threads.events import PostVoted
from tests.cast import Person, make_person
from tests.forum.reputation.conftest import config, points

__all__ = ["config", "points"]


@pytest.fixture
def deliver(app: Flask) -> Callable[[], None]:
    """What happened reaches the ledger; the nightly look comes when a test says so."""

    def settle() -> None:
        with app.app_context():
            while relay.deliver_due():
                pass
            totals.refresh_all()

    return settle


@pytest.fixture
def crowd(app: Flask) -> Callable[[int], list[Person]]:
    """People with names of their own."""

    def come(many: int, name: str = "Person") -> list[Person]:
        return [make_person(app, f"{name}{n} Hill") for n in range(many)]

    return come


@pytest.fixture
def votes(app: Flask) -> Callable[..., list[int]]:
    """`votes(giver, receiver, many)`: that many votes, each for another answer, an hour apart."""

    def vote(giver: Person, receiver: Person, many: int = 1, *, days_ago: float = 1) -> list[int]:
        begin, given = now() - timedelta(days=days_ago), []
        with writing():
            for number in range(many):
                given.append(new_subject("answer"))
                with clock.at(begin + timedelta(hours=number)):
                    publish(voted(giver, receiver, given[-1]))
        return given

    return vote


def voted(giver: Person, receiver: Person, post: int, value: int = 1) -> PostVoted:
    return PostVoted(
        actor_id=giver.member_id,
        thread_id=post,
        post_id=post,
        author_id=receiver.member_id,
        is_answer=True,
        before=1 - value,
        value=value,
    )


@pytest.fixture
def night(deliver: Callable[[], None]) -> Callable[[], list[Reversal]]:
    """The nightly look, and every reversal there is afterwards."""

    def look() -> list[Reversal]:
        deliver()
        look_at_night()
        deliver()
        with fresh_reading():
            return list(db.query(Reversal).order_by(Reversal.id))

    return look


def each_for_the_others(
    people: Iterable[Person], votes: Callable[..., list[int]], many: int
) -> None:
    """Round after round: everybody votes for the next ones, days apart, never fast."""
    circle = list(people)
    for step in range(1, many + 1):
        for place, one in enumerate(circle):
            votes(one, circle[(place + step) % len(circle)], days_ago=1 + step)
