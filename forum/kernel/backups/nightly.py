"""A verified backup each night, kept for some nights, while everybody goes on reading.

It is due once the hour has come and tonight's file is not there, so a worker that was down makes
it up later. What keeps it from being taken is a sentence, noted where alarms look.
"""

import fcntl
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import structlog
from flask import Flask, current_app
from sqlalchemy import text

from forum.kernel.backups.archive import UPLOADS
from forum.kernel.backups.noting import NIGHTLY, note, note_backup
from forum.kernel.backups.taking import take_backup
from forum.kernel.clock import now
from forum.kernel.db import database, db, writing
from forum.kernel.errors import Refused
from forum.kernel.site import site

SPARE = 100_000_000
POLITE = 10  # how far it steps back behind those who read meanwhile
OUR_NUMBER = 710_223
LONGEST_KEPT = 35  # nights; what was erased ends there too (docs/privacy.md)

log = structlog.get_logger(__name__)


def keep_if_due() -> None:
    """For the clock, each hour. Tests say themselves when it is night."""
    if not current_app.testing and is_due():
        keep_tonight()


def is_due() -> bool:
    """Whether the hour has come, by the clock of the place, and tonight's file is not there."""
    hour = current_app.config["FOLKMOOT"].BACKUP_HOUR
    local = now().astimezone(ZoneInfo(site().zone))
    return 0 <= hour <= local.hour and not _file().exists()


def keep_tonight() -> None:
    """Take it, or note in a sentence why not; never two at once. The next hour tries again."""
    db.rollback()
    with _alone() as is_free:
        if not is_free:
            return
        try:
            _refuse_small_disk()
            rows = _taken_aside(_file())
        except Refused as why:
            log.warning("no nightly backup", why=str(why))
            with writing():
                note(NIGHTLY, at=now().isoformat(), why=str(why))
            return
        note_backup(rows=rows)
        _forget_older()


def folder() -> Path:
    """Where the nights are kept; only its owner can look into it."""
    home: Path = current_app.config["FOLKMOOT"].HOME
    return home / "backups" / "nightly"


def _file() -> Path:
    return folder() / f"{now().astimezone(ZoneInfo(site().zone)):%Y-%m-%d}.zip"


@contextmanager
def _alone() -> Iterator[bool]:
    """One at a time: on this machine by a lock of a file, over all machines by the database."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder() / ".lock").open("w") as lock, _first_of_all_machines() as is_first:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            is_first = False
        yield is_first


@contextmanager
def _first_of_all_machines() -> Iterator[bool]:
    if database().is_sqlite:
        yield True
        return
    engine = database().writing.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        taken = text("select pg_try_advisory_lock(:key)")
        is_first = bool(connection.scalar(taken, {"key": OUR_NUMBER}))
        try:
            yield is_first
        finally:
            if is_first:
                connection.execute(text("select pg_advisory_unlock(:key)"), {"key": OUR_NUMBER})


def _refuse_small_disk() -> None:
    """Room for a copy of the database, the file beside it, and a little more."""
    needed = 2 * _bytes_of_database() + _bytes_of_uploads() + SPARE
    free = shutil.disk_usage(folder()).free
    if free < needed:
        raise Refused(
            f"The disk has too little room for a nightly backup: {free // 10**6:,} MB are free, "
            f"{needed // 10**6:,} MB are needed."
        )


def _bytes_of_database() -> int:
    size = "select page_count * page_size from pragma_page_count(), pragma_page_size()"
    if not database().is_sqlite:
        size = "select pg_database_size(current_database())"
    found = int(db.scalar(text(size)) or 0)
    db.rollback()
    return found


def _bytes_of_uploads() -> int:
    uploads = current_app.config["FOLKMOOT"].HOME / UPLOADS
    return sum(path.stat().st_size for path in uploads.rglob("*") if path.is_file())


def _taken_aside(file: Path) -> int:
    """How many rows; in a thread of its own, which steps back as long as it lives."""
    app = cast(Flask, cast(Any, current_app)._get_current_object())
    done: list[int | Refused] = []

    def take() -> None:
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), POLITE)
        try:
            with app.app_context():
                done.append(take_backup(app, file).rows)
        except Refused as why:
            done.append(why)

    thread = threading.Thread(target=take, name="nightly backup")
    thread.start()
    thread.join()
    if not done:
        raise Refused("The nightly backup could not be taken; the log says why.")
    if isinstance(done[0], Refused):
        raise done[0]
    return done[0]


def _forget_older() -> None:
    """The newest nights stay."""
    kept = min(max(current_app.config["FOLKMOOT"].BACKUPS_KEPT, 1), LONGEST_KEPT)
    for file in sorted(folder().glob("????-??-??.zip"))[:-kept]:
        file.unlink(missing_ok=True)
