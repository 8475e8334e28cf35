"""Whatever people and staff do, in whatever order: the ledger is exact, capped and summed right.

1,000 random histories in every run, 10,000 with FOLKMOOT_HYPOTHESIS=10000 (on PostgreSQL the first
100 of them); always the same ones, so that red means broken. A history that fails is told again
with as few deeds as it takes.
"""

import os
import random
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from forum.kernel.db import db, writing
from forum.reputation import ledger
from tests.conftest import ON_POSTGRES
from tests.moderation.ledger.deeds import DEEDS, attempt
from tests.moderation.ledger.oracle import check
from tests.moderation.ledger.town import START, History, Town, build_town

MANY = max(1000, int(os.environ.get("FOLKMOOT_HYPOTHESIS", "1000")))
HISTORIES = 100 if ON_POSTGRES else MANY
PARTS = 10
LONGEST = 10
SMALL_CAP = 25
"""In the place of 200, so that few people come up against it."""
NAMES = [name for name, (_, weight) in DEEDS.items() for _ in range(weight)]


@pytest.fixture
def town(app, parking) -> Iterator[Town]:
    with time_machine.travel(START, tick=False) as clock:
        yield build_town(parking.id, clock)


class TakenBack(Exception):
    """Nothing of a history stays."""


@pytest.mark.every_value
@pytest.mark.parametrize("part", range(PARTS))
def test_any_history_leaves_an_exact_ledger(town, monkeypatch, part):
    monkeypatch.setattr(ledger, "DAY_CAP", SMALL_CAP)
    monkeypatch.setattr(ledger, "POST_CAP", SMALL_CAP)
    for number in range(part, HISTORIES, PARTS):
        history = history_of(number)
        try:
            live_through(history, town, gives_up=number % 5 == 0)
        except AssertionError:
            pytest.fail(f"history {number}: {shortest(history, town, gives_up=number % 5 == 0)}")


def history_of(number: int) -> History:
    dice = random.Random(number)
    length = dice.randint(4, LONGEST)
    return [(dice.choice(NAMES), dice.randrange(60), dice.randrange(60)) for _ in range(length)]


def live_through(history: History, base: Town, *, gives_up: bool = False) -> None:
    """In one transaction, which is taken back at its end."""
    base.clock.move_to(START)
    try:
        with writing():
            town = copy_of(base)
            for number, (name, a, b) in enumerate(history):
                attempt(DEEDS[name][0], town, a, b)
                if gives_up and number % 4 == 3:
                    town.give_up_next()
            town.settle()
            heard = None if gives_up else town.heard
            check(town.events(), heard, cap=SMALL_CAP)
            raise TakenBack
    except TakenBack:
        pass
    finally:
        db.rollback()


def copy_of(town: Town) -> Town:
    places: dict[str, Any] = {n: list(getattr(town, n)) for n in ("threads", "answers", "ideas")}
    who: dict[str, Any] = {n: getattr(town, n) for n in ("people", "moderators", "policy")}
    return Town(town.clock, **who, **places, first_event=town.first_event)


def shortest(history: History, town: Town, *, gives_up: bool) -> History:
    """As long as it still fails with one deed less, it is told without it."""
    for number in range(len(history)):
        without = [*history[:number], *history[number + 1 :]]
        try:
            live_through(without, town, gives_up=gives_up)
        except AssertionError:
            return shortest(without, town, gives_up=gives_up)
    return history
