"""Timed work runs once a slot, survives a lost worker, and gives up in the open."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import text

from forum.kernel import tasks
from forum.kernel.db import database, db, writing
from forum.kernel.house import house
from forum.kernel.tasks import Every, Work

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_a_slot_is_planned_and_run_once(app):
    runs = []
    house().schedule["tick"] = Every(timedelta(minutes=5), lambda: runs.append(1))

    with time_machine.travel(START, tick=False) as time:
        for _ in range(3):
            tasks.plan_schedule()
            for work_id in tasks.due():
                tasks.run(work_id)
        time.shift(timedelta(minutes=5))
        tasks.plan_schedule()
        for work_id in tasks.due():
            tasks.run(work_id)

    assert len(runs) == 2


def test_planned_work_waits_for_its_moment_and_gets_its_facts(app):
    heard = []
    house().planned["remind"] = lambda member_id: heard.append(member_id)

    with time_machine.travel(START, tick=False) as time:
        with writing():
            tasks.plan("remind", "member:7", at=START + timedelta(days=1), member_id=7)
            tasks.plan("remind", "member:7", at=START + timedelta(days=1), member_id=7)
        assert _run_all("remind") == 0
        time.shift(timedelta(days=1, seconds=1))
        _run_all("remind")

    assert heard == [7]


def test_work_whose_worker_died_is_run_again_when_the_lease_ends(app):
    runs = []

    def dies_the_first_time():
        runs.append(1)
        if len(runs) == 1:
            raise SystemExit("as when the process is killed")

    house().planned["count"] = dies_the_first_time
    with time_machine.travel(START, tick=False) as time:
        with writing():
            tasks.plan("count", "once", at=START)
        with pytest.raises(SystemExit):
            _run_all("count")
        assert _run_all("count") == 0
        time.shift(tasks.LEASE + timedelta(seconds=1))
        _run_all("count")

    assert len(runs) == 2


def test_work_that_always_fails_is_given_up_and_counted(app):
    def fail():
        raise RuntimeError

    house().planned["fail"] = fail
    with time_machine.travel(START, tick=False) as time:
        with writing():
            tasks.plan("fail", "once", at=START)
        for _ in range(tasks.MOST_ATTEMPTS + 1):
            _run_all("fail")
            time.shift(timedelta(hours=2))

    assert tasks.dead() == 1


def _run_all(name):
    ids = [i for i in tasks.due() if db.get_one(Work, i).name == name]
    return sum(tasks.run(work_id) for work_id in ids)


def test_the_database_is_kept_knowing_its_tables(app, ada):
    with time_machine.travel(START, tick=False):
        tasks.plan_schedule()
        for work_id in tasks.due():
            tasks.run(work_id)

    known = "sqlite_stat1 where tbl" if database().is_sqlite else "pg_stats where tablename"
    assert db.scalar(text(f"select count(*) from {known} = 'member'")) > 0
