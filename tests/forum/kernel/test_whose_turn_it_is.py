"""What people wait for is never behind what the clock brings; what takes long goes one by one."""

from datetime import UTC, datetime, timedelta

import pytest

from forum.kernel import tasks
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.house import house
from forum.kernel.tasks import Every, Work
from forum.kernel.turns import Turns

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def clock(app, time_machine):
    """A house with two slow things, one quick one, and mails; everything due at the same moment."""
    time_machine.move_to(START, tick=False)
    house().schedule.clear()
    house().planned["mail"] = lambda number: None
    house().planned["bring an archive"] = lambda number: None
    house().lengthy.append("bring an archive")
    for name, interval in {"nightly": 60, "look over": 10, "promises": 1}.items():
        house().schedule[name] = Every(timedelta(minutes=interval), lambda: None)
    return time_machine


@pytest.fixture
def turns(clock):
    handed: list[int] = []
    return Turns(handed.append), handed


def has_come(name, number):
    with writing():
        tasks.plan(name, str(number), at=now(), number=number)


def names(handed):
    return [db.get_one(Work, work_id).name for work_id in handed]


def test_a_worker_that_begins_takes_mails_before_whatever_the_clock_brings(turns, clock):
    worker, handed = turns
    tasks.plan_schedule()
    clock.shift(1)
    has_come("mail", 1)

    worker.go_on()

    assert names(handed) == ["promises", "mail", "nightly"]


def test_what_takes_long_goes_one_by_one_and_a_mail_waits_for_none_of_it(turns, clock):
    worker, handed = turns
    tasks.plan_schedule()
    worker.go_on()
    worker.go_on()
    has_come("mail", 1)
    worker.go_on()
    before = names(handed)
    for work_id in list(handed):
        tasks.run(work_id)
    worker.go_on()

    assert before == ["promises", "nightly", "mail"]
    assert names(handed)[3:] == ["look over"]


def test_what_a_room_says_takes_long_does(turns):
    worker, handed = turns
    for number in range(3):
        has_come("bring an archive", number)

    worker.go_on()

    assert names(handed) == ["bring an archive"]


def test_what_failed_does_not_hold_up_the_others(turns):
    worker, handed = turns
    house().planned["bring an archive"] = _fail
    for number in range(2):
        has_come("bring an archive", number)
    worker.go_on()
    tasks.run(handed[0])

    worker.go_on()

    assert len(set(handed)) == 2


def test_what_hangs_holds_up_the_others_for_a_lease_only(turns, clock):
    worker, handed = turns
    for number in range(2):
        has_come("bring an archive", number)
    worker.go_on()
    clock.shift(tasks.LEASE - timedelta(seconds=1))
    worker.go_on()
    before = len(set(handed))
    clock.shift(2)
    worker.go_on()

    assert (before, len(set(handed))) == (1, 2)


def _fail(number):
    raise RuntimeError
