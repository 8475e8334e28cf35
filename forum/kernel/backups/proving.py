"""A backup made and read back, as timed work: the proof that this place can be brought back."""

from pathlib import Path
from typing import Any, cast

from flask import Flask, current_app

from forum.kernel.backups.archive import opened
from forum.kernel.backups.noting import BACKUP, PROOF, note
from forum.kernel.backups.taking import take_backup
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.errors import Refused

TASK = "backups.prove"
FILE = "proven.zip"


def prove_backup() -> None:
    """Keep everything in one file, then read it back with its checksums and counts.

    The file takes the place of the one before. Raises Refused, and is tried again later.
    """
    app = cast(Flask, cast(Any, current_app)._get_current_object())
    file = _folder(app) / FILE
    take_backup(app, file)
    with opened(file) as archive:
        rows, tables = archive.manifest.rows, len(archive.manifest.tables)
    moment = now().isoformat()
    with writing():
        note(BACKUP, at=moment, rows=rows)
        note(PROOF, at=moment, rows=rows, tables=tables)


def _folder(app: Flask) -> Path:
    folder: Path = app.config["FOLKMOOT"].HOME / "backups"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Refused(f"There is no place for the backup: {error}.") from error
    return folder
