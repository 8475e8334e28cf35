"""Each night the worker keeps a verified backup by itself, and forgets the oldest."""

import shutil
from collections import namedtuple
from dataclasses import replace
from datetime import timedelta

import pytest

from forum.alarms.queries import troubles
from forum.kernel.backups import nightly
from forum.kernel.backups.archive import opened
from forum.kernel.backups.noting import last_backup, why_not
from forum.kernel.clock import now
from forum.kernel.db import db
from tests.cast import make_person
from tests.keeping.conftest import stamp

NIGHT = "2026-03-20T03:30:00+00:00"
Disk = namedtuple("Disk", "total used free")


@pytest.fixture
def hamlet(app, time_machine):
    stamp(app)
    make_person(app, "Ada Okafor")
    time_machine.move_to(NIGHT, tick=False)
    db.rollback()
    return app


def files():
    return sorted(path.name for path in nightly.folder().glob("*.zip"))


def set_to(app, **facts):
    app.config["FOLKMOOT"] = replace(app.config["FOLKMOOT"], **facts)


def test_a_night_leaves_a_file_that_is_whole_and_only_its_owner_can_read(hamlet):
    nightly.keep_tonight()

    (name,) = files()
    file = nightly.folder() / name
    with opened(file) as archive:
        assert archive.manifest.tables["member"].rows == 1
    assert name == "2026-03-20.zip"
    assert file.stat().st_mode & 0o077 == 0
    assert last_backup() == now()
    assert "backup" not in troubles()


@pytest.mark.parametrize(
    ("clock", "hour", "due"),
    [("02:59", 3, False), ("03:00", 3, True), ("17:00", 3, True), ("12:00", -1, False)],
)
def test_it_is_due_from_its_hour_on(hamlet, time_machine, clock, hour, due):
    time_machine.move_to(f"2026-03-20T{clock}:00+00:00", tick=False)
    set_to(hamlet, BACKUP_HOUR=hour)

    assert nightly.is_due() is due


def test_it_is_due_by_the_clock_of_the_place(hamlet, time_machine):
    time_machine.move_to("2026-07-20T02:30:00+00:00", tick=False)  # half past three in London

    assert nightly.is_due()


def test_one_night_is_kept_once(hamlet):
    nightly.keep_tonight()

    assert not nightly.is_due()


def test_the_newest_nights_stay(hamlet, time_machine):
    set_to(hamlet, BACKUPS_KEPT=2)
    for day in range(4):
        time_machine.move_to(f"2026-03-2{day}T03:30:00+00:00", tick=False)
        nightly.keep_tonight()

    assert files() == ["2026-03-22.zip", "2026-03-23.zip"]


def test_too_little_room_is_a_sentence_in_the_alarm(hamlet, time_machine, monkeypatch):
    nightly.keep_tonight()
    time_machine.move_to("2026-03-22T03:30:00+00:00", tick=False)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(10**9, 10**9, 5_000_000))

    nightly.keep_tonight()

    assert files() == ["2026-03-20.zip"]
    assert "too little room for a nightly backup: 5 MB are free" in why_not()
    db.rollback()
    assert "older than 26 hours. The disk has too little room" in troubles()["backup"].sentence


def test_the_next_good_night_ends_the_sentence(hamlet, time_machine, monkeypatch):
    with monkeypatch.context() as small:
        small.setattr(shutil, "disk_usage", lambda _: Disk(10**9, 10**9, 0))
        nightly.keep_tonight()
    nightly.keep_tonight()

    assert why_not() == ""
    assert len(files()) == 1


def test_two_are_never_taken_at_once(hamlet):
    with nightly._alone() as is_free:
        nightly.keep_tonight()

        assert is_free
        assert files() == []
    nightly.keep_tonight()
    assert len(files()) == 1


def test_a_place_without_tables_says_why_there_is_none(app, time_machine):
    time_machine.move_to(NIGHT, tick=False)

    nightly.keep_tonight()

    assert "run folkmoot init" in why_not()


def test_what_a_kill_left_over_is_overwritten(hamlet):
    nightly.folder().mkdir(parents=True)
    (nightly.folder() / ".2026-03-20.zip.half-done").write_bytes(b"half")

    nightly.keep_tonight()

    assert [path.name for path in nightly.folder().iterdir() if path.name != ".lock"] == files()
    assert now() - (last_backup() or now()) < timedelta(hours=1)
