"""Brings a backup back into an empty place; what a kill interrupts, a second run finishes."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask
from sqlalchemy import Connection, inspect

from forum.kernel import schema
from forum.kernel.backups import erased
from forum.kernel.backups.archive import SECRET, UPLOADS, Archive, Manifest, opened
from forum.kernel.backups.loading import filled_tables, load, wait_for_nobody
from forum.kernel.backups.noting import RESTORE, note, noted
from forum.kernel.backups.repeating import erase_again
from forum.kernel.clock import now
from forum.kernel.db import Database, db, writing
from forum.kernel.errors import Refused
from forum.kernel.guards import take_guards_off
from forum.kernel.house import Finding, begin_anew, house
from forum.kernel.ledgers import let_any_row_in
from forum.kernel.totals import refresh_all


def _to_nobody(_sentence: str) -> None: ...


def restore_backup(
    app: Flask, path: Path, *, tell: Callable[[str], None] = _to_nobody
) -> tuple[Manifest, list[Finding]]:
    """What was restored and what the doctor then found. Raises Refused, and changes nothing.

    Whoever was erased since is erased again, and `tell` hears of it. Totals that waited when the
    backup was taken are computed; what goes out, like mail, is left to the worker, and so is what
    takes long and can be done without, like the index of the search.
    """
    erased.last_words()  # a damaged list is found before anything is done
    with opened(path) as archive:
        manifest = archive.manifest
        _refuse_newer(manifest.schema)
        if not _was_interrupted(app, manifest):
            _bring_back(app, archive)
    schema.upgrade(app)
    begin_anew()
    for sentence in erase_again():
        tell(sentence)
    refresh_all()
    findings = [finding for check in house().checks.values() for finding in check()]
    db.rollback()
    with writing():
        note(RESTORE, backup=manifest.mark, at=now().isoformat(), finished=True)
    return manifest, findings


def _refuse_newer(version: str) -> None:
    if version > schema.newest_version():
        raise Refused(
            f"This backup has the schema {version}, newer than this code "
            f"({schema.newest_version()}): install the newer version first."
        )


def _was_interrupted(app: Flask, manifest: Manifest) -> bool:
    """All rows are there, but the run that brought them did not come to its end."""
    database: Database = app.extensions["database"]
    if schema.version_of(database.reading) is None:
        return False
    found = noted(RESTORE)
    db.rollback()
    return found is not None and found["backup"] == manifest.mark and not found["finished"]


def _bring_back(app: Flask, archive: Archive) -> None:
    database: Database = app.extensions["database"]
    _refuse_other_uploads(app, archive)
    with database.writing.connect() as connection:
        _refuse_filled(connection)
        if schema.version_of(database.reading) != archive.manifest.schema:
            _clear(connection)
            connection.commit()
    schema.upgrade(app, to=archive.manifest.schema)
    _bring_files(app, archive)
    with database.writing.connect() as connection, schema.without_links(connection):
        wait_for_nobody(connection)
        _refuse_filled(connection)
        let_any_row_in(connection)
        load(connection, archive)
        facts = {"backup": archive.manifest.mark, "at": now().isoformat(), "finished": False}
        note(RESTORE, into=connection, **facts)
        connection.commit()


def _refuse_filled(connection: Connection) -> None:
    if filled := filled_tables(connection):
        raise Refused(
            f"This database holds rows already ({', '.join(filled[:3])}): "
            "a backup is restored into an empty one only."
        )


def _clear(connection: Connection) -> None:
    """Empty tables of another schema make room for those of the backup."""
    take_guards_off(connection)
    cascade = " cascade" if connection.dialect.name == "postgresql" else ""
    for name in inspect(connection).get_table_names():
        connection.exec_driver_sql(f'drop table "{name}"{cascade}')


def _refuse_other_uploads(app: Flask, archive: Archive) -> None:
    home = _home(app)
    there = {p.relative_to(home).as_posix() for p in (home / UPLOADS).rglob("*") if p.is_file()}
    if strange := sorted(there - set(archive.manifest.members)):
        raise Refused(f"The folder uploads holds other files already, such as {strange[0]}.")


def _bring_files(app: Flask, archive: Archive) -> None:
    """Before the rows: without rows they count for nothing, so a second run may come."""
    for member in archive.manifest.members:
        if member.startswith(UPLOADS):
            _write(_inside(_home(app), member), archive.blocks(member), mode=0o644)
        elif member == SECRET and not app.config["FOLKMOOT"].SECRET_KEY:
            _write(_home(app) / SECRET, archive.blocks(member), mode=0o600)


def _inside(home: Path, member: str) -> Path:
    path = (home / member).resolve()
    if not path.is_relative_to((home / UPLOADS).resolve()):
        raise Refused(f"This backup names a file outside its place: {member}")
    return path


def _write(path: Path, blocks: Iterator[bytes], *, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.half-done")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        for block in blocks:
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _home(app: Flask) -> Path:
    home: Path = app.config["FOLKMOOT"].HOME
    return home
