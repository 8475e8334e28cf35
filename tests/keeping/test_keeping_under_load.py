"""Backups while four processes write, and kill -9 in the middle of backup and restore."""

import random
import threading
from pathlib import Path

import pytest

from forum.kernel.backups.archive import opened
from forum.kernel.backups.restoring import restore_backup
from forum.kernel.backups.taking import take_backup
from forum.kernel.db import db
from forum.kernel.settling import settle
from forum.votes.models import Vote
from tests.keeping.conftest import stamp, victims
from tests.races import conftest as races
from tests.races.auditor import doubled, faults, half_done, miscounted
from tests.races.crowd import crowd, question

LAST_CHECKED = 2
database_url = races.database_url  # each test on both databases


@pytest.fixture
def backups(app, tmp_path):
    """Backups one after the other for as long as the block goes on."""
    stamp(app)
    kept: list[Path] = []
    ended = threading.Event()

    def keep_on():
        with app.app_context():
            while not ended.is_set():
                file = tmp_path / f"{len(kept)}.zip"
                take_backup(app, file)
                kept.append(file)

    keeper = threading.Thread(target=keep_on)
    keeper.start()
    yield kept
    ended.set()
    keeper.join()


def test_each_backup_is_one_moment_while_four_processes_write(
    app,
    parking,
    racers,
    backups,
    sqlite_place,
):
    voters, asked = crowd(12), question(parking, answers=3)
    dice = random.Random(5)
    votes = [
        ("vote", {"member_id": voter, "answer_id": answer_id, "value": value})
        for voter in voters
        for answer_id in asked.answer_ids
        for value in (1, 0, 1)
    ]

    racers.race(app, *[dice.sample(votes, len(votes)) for _ in range(4)])
    kept = list(backups)

    assert len(kept) >= 2
    for file in kept[-LAST_CHECKED:]:
        place = sqlite_place()
        with place.app_context():
            restore_backup(place, file)
            assert [*doubled(), *half_done(), *miscounted()] == []
            assert settle(place, seconds=60)
            assert faults() == []
            assert db.query(Vote).count() <= 36


@pytest.mark.kills
def test_a_killed_backup_leaves_the_older_one_and_a_second_run_succeeds(app, parking, tmp_path):
    stamp(app)
    question(parking, answers=3)
    file = tmp_path / "kept.zip"
    take_backup(app, file)
    before = file.stat().st_ino

    kills = victims("backup", app, file)

    assert kills >= 4
    assert file.stat().st_ino != before
    with opened(file) as archive:
        assert archive.manifest.tables["answer"].rows == 3
    assert {path.name for path in tmp_path.glob(".kept*")} == set()
