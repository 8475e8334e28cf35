"""What was committed to SQLite stands on the disk before anybody is told, and all wait together."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic, sleep

import pytest
from sqlalchemy.exc import OperationalError

from config import Config
from forum.app import create_app
from forum.kernel import schema
from forum.kernel.db import cannot_write, db, insert_once, writing
from forum.kernel.subjects import Subject
from tests.services.town import SECRET


class Disk:
    """Counts what is written out, and can be slow or full."""

    def __init__(self) -> None:
        self.writings, self.is_free, self.fault = 0, Event(), 0
        self.is_free.set()

    def write_out(self, _file: int) -> None:
        self.writings += 1
        assert self.is_free.wait(20)
        if self.fault:
            raise OSError(self.fault, os.strerror(self.fault))


@pytest.fixture
def disk(monkeypatch):
    told = Disk()
    monkeypatch.setattr(os, "fdatasync", told.write_out)
    return told


@pytest.fixture
def town(tmp_path):
    """On SQLite, whatever the other tests run on."""
    made = create_app(Config(HOME=tmp_path, SECRET_KEY=SECRET, LOG_LEVEL="error"))
    schema.upgrade(made)
    yield made
    made.extensions["database"].dispose()


def write(town, number):
    with town.app_context(), writing():
        insert_once(Subject, id=number, kind="thread")
    return number


def write_and_fail(town):
    with town.app_context(), writing():
        insert_once(Subject, id=1_001, kind="thread")
        raise LookupError


def written(town):
    with town.app_context():
        return {subject.id for subject in db.query(Subject).where(Subject.id > 1_000)}


def until(claim):
    end = monotonic() + 20
    while not claim():
        assert monotonic() < end
        sleep(0.005)


def test_a_commit_waits_until_the_disk_has_it(town, disk):
    write(town, 1_001)

    assert disk.writings == 1


def test_reading_and_what_is_taken_back_wait_for_no_disk(town, disk):
    with pytest.raises(LookupError):
        write_and_fail(town)

    assert written(town) == set()
    assert disk.writings == 0


def test_the_next_writer_is_let_in_while_the_disk_is_slow_and_all_of_them_wait_once(town, disk):
    numbers = range(1_001, 1_009)
    disk.is_free.clear()
    with ThreadPoolExecutor(len(numbers)) as people:
        first = people.submit(write, town, numbers[0])
        until(lambda: disk.writings == 1)
        others = [people.submit(write, town, number) for number in numbers[1:]]
        until(lambda: written(town) == set(numbers))
        is_told = [one.done() for one in (first, *others)]
        disk.is_free.set()
        assert [one.result(20) for one in (first, *others)] == list(numbers)

    assert not any(is_told)
    assert 2 <= disk.writings < len(numbers)


def test_nobody_is_told_that_it_is_done_when_the_disk_refuses(town, disk):
    disk.fault = errno.ENOSPC

    with pytest.raises(OperationalError) as refused:
        write(town, 1_001)

    assert cannot_write(refused.value)
