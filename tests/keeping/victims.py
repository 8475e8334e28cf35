"""Backups, restores, upgrades and erasures killed in the middle, each later than the one before.

Run as a program: `victims.py backup|restore|upgrade|erase HOME URL FILE`; prints after how many
statements each one died, and at last how often in all. The last one is left alone and must succeed.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine, event

from config import Config
from forum.app import create_app
from forum.kernel import schema
from forum.kernel.backups import erased
from forum.kernel.backups.restoring import restore_backup
from forum.kernel.backups.taking import take_backup
from forum.leaving.policy import MEMBER
from forum.leaving.queries import erased_people
from forum.leaving.tasks import erase_leavers
from tests.conftest import SECRET

GROWTH = 2.5


def main(deed: str, home: str, url: str, file: str) -> None:
    statements, kills = 3.0, 0
    while not lives(deed, home, url, file, after=int(statements)):
        kills += 1
        statements *= GROWTH
    print(kills)


def lives(deed: str, home: str, url: str, file: str, *, after: int) -> bool:
    """One more process that does the deed and is killed when it sends this many statements."""
    child = os.fork()
    if not child:
        die_after(after)
        do(deed, home, url, Path(file))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    if os.WEXITSTATUS(status):
        raise SystemExit("The deed failed, see above.")
    return True


def die_after(count: int) -> None:
    left = iter(range(count))

    @event.listens_for(Engine, "before_cursor_execute")
    def live_or_die(*_: object) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)


def do(deed: str, home: str, url: str, file: Path) -> None:
    app = create_app(Config(HOME=Path(home), DATABASE_URL=url, SECRET_KEY=SECRET, TESTING=True))
    with app.app_context():
        DEEDS[deed](app, file)


def restore(app: Flask, file: Path) -> None:
    if restore_backup(app, file)[1]:
        os._exit(1)


def erase(_app: Flask, _file: Path) -> None:
    """Wherever the one before was killed, whoever is gone stands in the list."""
    if erased_people() - set(erased.listed(MEMBER)):
        os._exit(1)
    erase_leavers()


DEEDS: dict[str, Callable[[Flask, Path], object]] = {
    "backup": take_backup,
    "erase": erase,
    "restore": restore,
    "upgrade": lambda app, _file: schema.upgrade(app),
}


if __name__ == "__main__":
    main(*sys.argv[1:])
