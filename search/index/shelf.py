"""Where the index lies: folders side by side, and one small file that names the one in use.

A new index is built in a folder of its own and then named, so that readers go from one to the
other between two searches. What each file was when it was written is written down beside it: a
file that is cut off, changed or gone is noticed before it is read.
"""

import fcntl
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VERSION = 2
"""Grows with every change of what the index holds; an index of another version is built anew."""
NAMES = "current"
SUMS = "files.json"
PAUSE = 0.05
OURS = re.compile(r"_MAIN_(\d+)\.toc|MAIN_\w+\.\w+")


class Damaged(Exception):
    """There is no index that can be used; the text says why in one word."""


class Busy(Exception):
    """Another of ours has been writing for longer than we wait; nothing is wrong."""


class Locked(Exception):
    """Whoever holds the files of an index is none of ours, and may never let go."""


class Shelf:
    """The folder `index` of a home."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Path:
        """The folder in use. Raises Damaged without one, or with one of another version."""
        try:
            name = (self.root / NAMES).read_text().strip()
        except (OSError, UnicodeError) as error:
            raise Damaged("missing") from error
        if not re.fullmatch(rf"v{VERSION}-[0-9a-f]+", name):
            raise Damaged("old")
        return self.root / name

    def new_folder(self) -> Path:
        folder = self.root / f"v{VERSION}-{secrets.token_hex(8)}"
        folder.mkdir(parents=True)
        return folder

    def use(self, folder: Path) -> None:
        """From now on this one; the one before stays for readers who have just opened it."""
        before = self._named()
        new = self.root / f"{NAMES}.new"
        new.write_text(folder.name)
        os.replace(new, self.root / NAMES)
        for other in self.root.iterdir():
            if other.is_dir() and other.name not in (folder.name, before):
                shutil.rmtree(other, ignore_errors=True)

    def forget(self) -> None:
        """None is in use any more; what is no longer named is removed with the next one's birth."""
        (self.root / NAMES).unlink(missing_ok=True)

    @contextmanager
    def alone(self, name: str, *, seconds: float) -> Iterator[None]:
        """One at a time over all processes; raises Busy. A process that dies lets go."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / f"{name}.lock").open("w") as file:
            _take(file.fileno(), time.monotonic() + seconds)
            yield

    def _named(self) -> str:
        try:
            return (self.root / NAMES).read_text().strip()
        except (OSError, UnicodeError):
            return ""


def _take(descriptor: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise Busy from error
        time.sleep(PAUSE)


def write_down(folder: Path) -> None:
    """What every file of the index is now, for `check`."""
    facts = {"generation": generation(folder), "files": _facts(folder)}
    new = folder / f"{SUMS}.new"
    new.write_text(json.dumps(facts))
    os.replace(new, folder / SUMS)


def check(folder: Path) -> None:
    """Raises Damaged when a file is not what was written. A commit under way is no damage."""
    try:
        facts = json.loads((folder / SUMS).read_text())
        found = _facts(folder)
        wrong = [name for name, fact in facts["files"].items() if found.get(name) != fact]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged("unreadable") from error
    if wrong and facts["generation"] == generation(folder):
        raise Damaged("changed")


def generation(folder: Path) -> int:
    """The number of the last commit, read from the names of the files; -1 without any."""
    found = (OURS.fullmatch(name) for name in os.listdir(folder))
    return max((int(one[1]) for one in found if one and one[1]), default=-1)


def _facts(folder: Path) -> dict[str, list[int]]:
    with os.scandir(folder) as entries:
        ours = [entry for entry in entries if OURS.fullmatch(entry.name)]
        stats = {entry.name: entry.stat() for entry in ours if "LOCK" not in entry.name}
    return {name: [stat.st_size, stat.st_mtime_ns, stat.st_mode] for name, stat in stats.items()}
