"""Whatever ends an import early, nothing is half done, and the next run goes on from there."""

import signal
import time
from itertools import islice

import psutil
import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from forum.imports import discourse
from forum.imports.batches import Batch, cut
from forum.imports.bringing import bring_in
from forum.imports.cleaning import clean
from forum.imports.records import ArchiveUnreadable
from forum.kernel.db import cannot_write, database, db, fresh_reading
from forum.kernel.errors import Refused
from forum.threads.models import Thread
from tests.conftest import ON_POSTGRES
from tests.forum.imports.archives import forum, post, topic
from tests.forum.imports.brought import (
    bring,
    counted,
    everything,
    findings,
    how_many,
    imported,
    importing,
    settings,
)

PATIENCE = 60


@pytest.fixture
def talk(tmp_path):
    """Twenty topics with a solution, a comment and likes each."""
    return forum(tmp_path / "talk", *_topics(20))


def _topics(many):
    liked = {"actions_summary": [{"id": 2, "count": 1}]}
    return [
        topic(
            number,
            [
                post(1, topic_id=number, **liked),
                post(2, topic_id=number, user_id=2, username="ben", accepted_answer=True, **liked),
                post(3, topic_id=number, reply_to_post_number=2),
                post(4, topic_id=number, user_id=number, username=f"person {number}"),
            ],
        )
        for number in range(100, 100 + many)
    ]


def cleaners_of(process):
    """The processes that clean texts for this one."""
    return [child for child in process.children() if "forum.imports.cleaner" in child.cmdline()]


class Stop(Exception):
    """Something went wrong in the middle."""


def until(records, *, count):
    """So many records, then a fault."""
    yield from islice(records, count)
    raise Stop


@pytest.mark.parametrize("count", [3, 17, 40, 111])
def test_the_next_run_ends_up_where_an_unbroken_one_does(app, talk, count):
    with pytest.raises(Stop):
        bring_in(until(discourse.read(talk), count=count), posts=7)
    assert findings() == []

    bring(talk)

    resumed = everything()
    assert findings() == []
    assert [len(resumed[name]) for name in ("threads", "answers", "comments")] == [20, 40, 20]
    assert not +bring(talk).created


def test_a_full_disk_ends_it_between_two_batches(app, talk):
    if ON_POSTGRES:
        pytest.skip("NOT RUN: the disk of a PostgreSQL server cannot be filled from here.")
    _allow_pages(_pages() + 10)

    with pytest.raises(DBAPIError) as full:
        bring_in(discourse.read(talk), posts=7)

    assert cannot_write(full.value)
    assert 0 < how_many(Thread) < 20
    assert findings() == []
    _allow_pages(1_000_000)
    assert +bring(talk).unchanged
    assert how_many(Thread) == 20
    assert findings() == []


def test_two_imports_of_one_archive_at_once_write_it_once(app, talk):
    """The second one has looked before the first one wrote: it finds out and counts it as here."""
    slow = discourse.read(talk)
    first = [next(slow)]
    first += list(islice(slow, 30))

    def interrupted():
        yield from first
        bring(talk)
        yield from slow

    tally = bring_in(interrupted())

    assert not +tally.created
    assert how_many(Thread) == 20
    assert findings() == []


def test_nothing_is_no_archive(app):
    with pytest.raises(ArchiveUnreadable):
        bring_in(iter(()))


def test_other_processes_clean_just_as_this_one_does(talk):
    cut_up = list(cut(discourse.read(talk), posts=5))

    alone = list(clean((Batch(batch.records) for batch in cut_up), processes=0))
    together = list(clean((Batch(batch.records) for batch in cut_up), processes=2))

    assert together == alone
    assert len(alone) > 10


def test_a_cleaner_that_is_killed_ends_the_import_with_a_sentence(talk):
    cleaned = clean(cut(discourse.read(talk), posts=5), processes=1)
    next(cleaned)
    [cleaner] = cleaners_of(psutil.Process())

    cleaner.kill()

    with pytest.raises(Refused, match="it goes on where it ended"):
        list(cleaned)


def test_cleaners_end_with_the_import(talk):
    cleaned = clean(cut(discourse.read(talk), posts=5), processes=2)
    next(cleaned)
    assert len(cleaners_of(psutil.Process())) == 2

    cleaned.close()

    assert cleaners_of(psutil.Process()) == []


@pytest.mark.kills
def test_a_killed_import_leaves_nothing_half_done_and_can_be_repeated(app, tmp_path):
    talk = forum(tmp_path / "talk", *_topics(300))
    with importing("discourse", str(talk), env=settings(app)) as command:
        cleaners = _once_writing(command)
        command.send_signal(signal.SIGKILL)
    assert 0 < how_many(Thread) < 300
    assert findings() == []
    psutil.wait_procs(cleaners, timeout=PATIENCE)
    assert not any(cleaner.is_running() for cleaner in cleaners)

    code, said, _ = imported("discourse", str(talk), "--json", env=settings(app))

    assert code == 0
    assert counted(said, "unchanged")["threads"] + counted(said, "created")["threads"] == 300
    assert findings() == []
    _, again, _ = imported("discourse", str(talk), "--json", env=settings(app))
    assert counted(again, "created") == {}
    assert counted(again, "unchanged")["comments"] == 300


def _once_writing(command):
    """Wait for the first batch; the processes that clean texts."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and command.poll() is None:
        with fresh_reading():
            if db.scalar(select(func.count()).select_from(Thread)):
                return cleaners_of(psutil.Process(command.pid))
        time.sleep(0.01)
    raise TimeoutError(command.communicate()[1])


def _pages():
    with fresh_reading():
        return db.connection().exec_driver_sql("PRAGMA page_count").scalar()


def _allow_pages(count):
    """The most pages the file of the database may have from now on."""
    with database().writing.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={count}")
