"""What is said to be done lasts through a loss of power: what SQLite commits, and names of files.

SQLite would wait for the disk while it keeps every other writer out. Here a commit lets the next
writer in at once (`synchronous=NORMAL`, which alone could lose the newest commits, never spoil the
database) and waits afterwards, so that one write to the disk serves all who wait for it.
"""

import os
import sqlite3
from pathlib import Path
from threading import Lock


class Disk:
    """The log of one database. Everything in it stands in one file, in the order of commits."""

    def __init__(self, database: str) -> None:
        self.log = f"{database}-wal"
        self._turn, self._counting = Lock(), Lock()
        self._asked = self._lasting = 0

    def keep(self) -> None:
        """Wait until what was committed before this call lasts.

        Raises sqlite3.OperationalError when the disk refuses.
        """
        with self._counting:
            self._asked += 1
            mine = self._asked
        with self._turn:
            if self._lasting >= mine:
                return  # somebody's writing began after this commit
            upto = self._asked
            _write_out(self.log)
            self._lasting = upto


def lasting_on(disk: Disk) -> type[sqlite3.Connection]:
    """The kind of connection whose commits last on this disk."""

    class Connection(sqlite3.Connection):
        def commit(self) -> None:
            is_open = self.in_transaction
            super().commit()
            if is_open:
                disk.keep()

    return Connection


def _write_out(log: str) -> None:
    try:
        file = os.open(log, os.O_RDONLY)
    except FileNotFoundError:
        return  # all of it stands in the database itself already, and SQLite saw to that
    try:
        os.fdatasync(file)
    except OSError as error:
        raise sqlite3.OperationalError(f"disk I/O error: {error.strerror}") from error
    finally:
        os.close(file)


def keep_names(folder: Path) -> None:
    """What has come into the folder, or has another name in it, lasts when this returns."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
