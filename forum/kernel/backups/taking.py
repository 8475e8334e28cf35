"""Takes a backup while the town serves: written beside its place, read back, then renamed."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO

from flask import Flask

from forum.kernel import schema
from forum.kernel.backups.archive import (
    BLOCK,
    SECRET,
    UPLOADS,
    Manifest,
    Table,
    Writer,
    member_of,
    opened,
)
from forum.kernel.backups.shapes import Shape
from forum.kernel.backups.snapshot import Snapshot, snapshot
from forum.kernel.clock import now
from forum.kernel.db import Database
from forum.kernel.errors import Refused
from forum.kernel.lasting import keep_names

LINES = 500
THAT_MATTER = ("BASE_URL", "MAIL_FROM", "SEARCH", "TRUSTED_PROXIES", "WEB_WORKERS")


def take_backup(app: Flask, path: Path, *, with_secret: bool = False) -> Manifest:
    """One whole, verified file at `path`, which only its owner can read. Raises Refused."""
    database: Database = app.extensions["database"]
    version = schema.version_of(database.reading)
    if version is None:
        raise Refused("The database has no tables yet: run folkmoot init.")

    with _half_done(path) as file:
        manifest = Manifest(version, now().isoformat(), database.writing.dialect.name, _facts(app))
        with Writer(file, manifest) as writer:
            with snapshot(database, beside=path.with_name(f".{path.name}.copy")) as moment:
                _add_tables(writer, manifest, moment)
            _add_files(writer, app, with_secret=with_secret)
    return manifest


@contextmanager
def _half_done(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only when it is whole; what a kill left over is overwritten."""
    beside = path.with_name(f".{path.name}.half-done")
    try:
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Refused(f"Nothing can be written to {path.parent}: {error.strerror}.") from error
    with os.fdopen(descriptor, "r+b") as file, ExitStack() as undoing:
        _alone(file, beside)
        undoing.callback(beside.unlink)
        file.truncate()
        try:
            yield file
            _keep(file, beside, path)
        except OSError as error:
            raise Refused(f"The backup could not be written: {error.strerror}.") from error
        undoing.pop_all()


def _alone(file: IO[bytes], beside: Path) -> None:
    """Nobody else writes it, and it has not meanwhile become somebody's whole backup."""
    busy = Refused("Another backup is being written to this place at this moment.")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(file.fileno()), beside.stat()):
            raise busy
    except (BlockingIOError, FileNotFoundError) as error:
        raise busy from error


def _keep(file: IO[bytes], beside: Path, path: Path) -> None:
    file.flush()
    os.fsync(file.fileno())
    with opened(beside):
        beside.replace(path)
    keep_names(path.parent)


def _add_tables(writer: Writer, manifest: Manifest, moment: Snapshot) -> None:
    counters = moment.counters()
    for shape in moment.shapes:
        columns = [(column.name, column.kind) for column in shape.columns]
        table = Table(columns, rows=0, last_number=counters.get(shape.table))
        manifest.tables[shape.table] = table
        writer.add(member_of(shape.table), _blocks(moment, shape, table))


def _blocks(moment: Snapshot, shape: Shape, table: Table) -> Iterator[bytes]:
    lines = moment.lines(shape)
    while batch := list(islice(lines, LINES)):
        table.rows += len(batch)
        yield ("\n".join(batch) + "\n").encode()


def _add_files(writer: Writer, app: Flask, *, with_secret: bool) -> None:
    home: Path = app.config["FOLKMOOT"].HOME
    for path in sorted((home / UPLOADS).rglob("*")):
        if path.is_file():
            writer.add(path.relative_to(home).as_posix(), _read(path))
    if with_secret:
        writer.add(SECRET, iter([str(app.secret_key).encode()]))


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _facts(app: Flask) -> dict[str, str]:
    """The settings a new place has to have alike; none of them is a secret."""
    return {name: str(getattr(app.config["FOLKMOOT"], name)) for name in THAT_MATTER}
