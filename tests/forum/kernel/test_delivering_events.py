"""Events are delivered in order, once, and a failing reaction holds nobody else up."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from forum.kernel import relay, settling
from forum.kernel.db import db, writing
from forum.kernel.events import (
    Delivery,
    Event,
    FailedDelivery,
    Origin,
    Pending,
    PublishedEvent,
    acting_through,
    publish,
    serves,
)
from forum.kernel.house import house
from forum.kernel.site import SiteSetting, describe_site

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class BellRang(Event, kind="bell_rang"):
    number: int

    @property
    def stream(self) -> str:
        return "bell:1"


class Listener:
    """A reaction that remembers what it heard, and can be told to fail."""

    def __init__(self, name: str) -> None:
        self.__module__ = "tests"
        self.__qualname__ = name
        self.heard: list[int] = []
        self.fails_on: set[int] = set()

    def __call__(self, event: BellRang) -> None:
        if event.number in self.fails_on:
            raise RuntimeError("told to fail")
        self.heard.append(event.number)


@pytest.fixture
def first(app):
    return _listen("first")


@pytest.fixture
def second(app):
    return _listen("second")


def _listen(name):
    listener = Listener(name)
    house().reactions[BellRang].append(listener)
    return listener


def ring(*numbers):
    with writing():
        for number in numbers:
            publish(BellRang(actor_id=None, number=number))


def test_every_reaction_hears_every_event_once_in_order(first, second, deliver):
    ring(*range(45))

    deliver()
    deliver()

    assert first.heard == second.heard == list(range(45))
    assert db.query(Pending).count() == db.query(Delivery).count() == 0


def test_the_event_and_its_change_are_one_transaction(app, first, deliver):
    def change_and_fail():
        with writing():
            describe_site(name="Changed")
            publish(BellRang(actor_id=None, number=1))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    deliver()

    assert first.heard == []
    assert db.query(PublishedEvent).count() == db.query(SiteSetting).count() == 0


def test_a_reaction_that_fails_gets_no_later_event_and_the_others_go_on(app, first, second):
    first.fails_on = {2}
    ring(1, 2, 3)

    relay.deliver_due()

    assert second.heard[-3:] == [1, 2, 3]
    assert 3 not in first.heard


def test_a_reaction_that_recovers_goes_on_where_it_stopped(app, first, second):
    with time_machine.travel(START, tick=False) as time:
        first.fails_on = {2}
        ring(1, 2, 3)
        relay.deliver_due()
        first.fails_on = set()
        first.heard.clear()
        second.heard.clear()

        time.shift(timedelta(minutes=1))
        relay.deliver_due()

    assert first.heard == [2, 3]
    assert second.heard == []
    assert relay.waiting() == 0


def test_what_always_fails_becomes_a_dead_letter_and_later_events_pass(app, first):
    with time_machine.travel(START, tick=False) as time:
        first.fails_on = {1}
        ring(1, 2)
        for _ in range(relay.MOST_ATTEMPTS + 2):
            relay.deliver_due()
            time.shift(timedelta(hours=1))

    assert [letter.reaction for letter in relay.dead_letters()] == ["tests.first"]
    assert first.heard == [2]
    assert relay.waiting() == 0


def test_a_dead_letter_can_be_revived(app, first, deliver):
    test_what_always_fails_becomes_a_dead_letter_and_later_events_pass(app, first)
    first.fails_on = set()

    with writing():
        relay.revive(relay.dead_letters()[0])
    deliver()

    assert first.heard == [2, 1]
    assert db.query(FailedDelivery).count() == 0


def test_what_a_failing_reaction_wrote_is_undone(app, second, deliver):
    def writes_then_fails(event):
        describe_site(name="half done")
        db.flush()
        raise RuntimeError

    house().reactions[BellRang].append(writes_then_fails)
    ring(1)

    relay.deliver_due()

    assert db.query(SiteSetting).count() == 0
    assert second.heard[-1] == 1


def test_an_imported_event_starts_nothing_unless_the_reaction_says_so(app, first, deliver):
    heard = []
    house().reactions[BellRang].append(
        serves(Origin.IMPORT)(lambda event: heard.append(event.number))
    )

    with acting_through("command", origin=Origin.IMPORT):
        ring(7)
    deliver()

    assert first.heard == []
    assert heard == [7]


def test_an_unknown_kind_is_kept_and_does_not_stop_the_stream(app, first, deliver):
    ring(1)
    with writing():
        db.query(PublishedEvent).update({"kind": "from_the_future"})
    ring(2)

    deliver()

    assert first.heard == [2]
    assert db.query(PublishedEvent).count() == 2


def test_settling_says_when_something_still_waits(app, first):
    first.fails_on = {1}
    ring(1)

    assert settling.settle(app, seconds=0.5) is False
