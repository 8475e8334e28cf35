"""Brings in what an administrator sent, a few minutes at a time, and throws the file away."""

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from forum.imports.kinds import KINDS
from forum.imports.records import Archive
from forum.imports.tally import Tally
from forum.kernel.db import fresh_reading, writing
from forum.kernel.errors import Refused
from forum.kernel.house import catch_up
from moderation.archives import actions, parcels, queries
from moderation.archives.wording import GONE

if TYPE_CHECKING:
    from forum.imports.bringing import Progress

LONGEST_SECONDS = 180.0
"""Shorter than a lease; whatever it is, each piece of work brings something new."""


AROUND = 100_000


@dataclass
class Watch:
    """Follows one run batch by batch, writes down how far it is, and says when it is enough."""

    run_id: int
    before: Counter[str]
    posts: int = 0
    passed: int = 0
    since: float = field(default_factory=time.monotonic)

    def begun(self, archive: Archive) -> "Progress":
        self.posts = archive.posts
        return self.see

    def see(self, posts: int) -> None:
        self.passed += posts

    def is_enough(self, tally: Tally) -> bool:
        with writing():
            actions.note_progress(
                self.run_id,
                posts=self.posts,
                passed=min(self.passed, self.posts),
                created=self.before + tally.created,
            )
        is_late = time.monotonic() - self.since > LONGEST_SECONDS
        return is_late and any(tally.created.values())


def run_import(run_id: int) -> None:
    """Goes on where an earlier piece of work ended, or was ended."""
    with writing():
        run = actions.begin(run_id)
        if run is None:
            return
        kind, name, token = run.kind, run.file_name, run.token
        before = Counter(run.tally.get("created", {}))
    folder = parcels.folder_of(token, home=_home())
    try:
        is_over = _brought(run_id, kind, folder, name, before)
    except Refused as why:
        with writing():
            actions.fail(run_id, str(why))
        is_over = True
    if is_over:
        parcels.throw_away(folder)


def throw_away_strays() -> None:
    """Files that came while their request was cut off belong to no import."""
    with fresh_reading():
        needed = queries.open_tokens()
    for folder in parcels.strays(_home()):
        if folder.name not in needed:
            parcels.throw_away(folder)


def largest() -> int:
    """Bytes that one file may have."""
    return int(current_app.config["FOLKMOOT"].IMPORT_MB) * parcels.MB


def largest_request() -> int:
    """The file and the little that stands around it."""
    return largest() + AROUND


def _brought(run_id: int, kind: str, folder: Path, name: str, before: Counter[str]) -> bool:
    """False when the rest is left to one more piece of work. Raises Refused."""
    from forum.imports.bringing import bring_in  # web processes need not carry it

    reader = KINDS[kind]
    most = parcels.TIMES * largest()
    archive = parcels.opened(folder, name, is_zip=reader.is_folder, most=most)
    if archive is None:
        raise Refused(GONE)
    watch = Watch(run_id, before)
    tally = bring_in(reader.read(archive), begun=watch.begun, is_enough=watch.is_enough)
    with writing():
        if tally.is_cut:
            actions.go_on(run_id)
        else:
            actions.finish(run_id, tally, before=before)
    catch_up()
    return not tally.is_cut


def _home() -> Path:
    home: Path = current_app.config["FOLKMOOT"].HOME
    return home
