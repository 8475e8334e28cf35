"""What an import left in the database, told in a few words, and the command that makes it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.imports import discourse, stackexchange
from forum.imports.bringing import bring_in
from forum.imports.models import ImportedKey
from forum.imports.tally import Tally
from forum.kernel.db import db, fresh_reading
from forum.kernel.house import house
from forum.threads.models import Answer, Comment, Thread
from tests.conftest import SECRET

ROOT = Path(__file__).parents[3]
NOT_BUILT = "search index"
"""The command sees to it at its end; `bring_in` by itself does not."""


def bring(folder: Path, **options: Any) -> Tally:
    """Import a folder, whichever layout it has."""
    reader = stackexchange if (folder / "Posts.xml").exists() else discourse
    return bring_in(reader.read(folder), **options)


def thread() -> Thread:
    """The only one there is."""
    with fresh_reading():
        return db.scalars(select(Thread)).one()


def answers() -> list[Answer]:
    with fresh_reading():
        return list(db.scalars(select(Answer).order_by(Answer.thread_id, Answer.number)))


def comments() -> list[Comment]:
    with fresh_reading():
        return list(db.scalars(select(Comment).order_by(Comment.id)))


def member(key: str) -> Member:
    """Who has this key in the archive."""
    with fresh_reading():
        rows = select(Member).join(ImportedKey, ImportedKey.target_id == Member.id)
        found: Member = db.scalars(
            rows.where(ImportedKey.kind == "member", ImportedKey.key == key)
        ).one()
        return found


def how_many(model: Any) -> int:
    with fresh_reading():
        return db.scalar(select(func.count()).select_from(model)) or 0


def findings() -> list[str]:
    """What `folkmoot doctor` would print."""
    with fresh_reading():
        checks = house().checks.items()
        told = [check for name, check in checks if name != NOT_BUILT]
        return [found.sentence for check in told for found in check()]


def everything() -> dict[str, Any]:
    """All rows but those that say which run wrote them, without the ids that depend on it."""
    with fresh_reading():
        return {name: sorted(map(repr, db.execute(rows))) for name, rows in _ROWS.items()}


def settings(app: Flask, **more: str) -> dict[str, str]:
    """The environment in which a command finds the database of this app."""
    told = app.config["FOLKMOOT"]
    facts = {
        "FOLKMOOT_HOME": str(told.HOME),
        "FOLKMOOT_DATABASE_URL": told.DATABASE_URL,
        "FOLKMOOT_SECRET_KEY": SECRET,
        "FOLKMOOT_LOG_LEVEL": "warning",
    }
    return os.environ | facts | more


def importing(*arguments: str, **options: Any) -> "subprocess.Popen[str]":
    """`folkmoot import …` on its way."""
    return subprocess.Popen(
        [sys.executable, "-m", "forum.cli", "import", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        **options,
    )


def imported(*arguments: str, **options: Any) -> tuple[int, str, str]:
    """The exit code of `folkmoot import …`, what it printed, and what it complained of."""
    with importing(*arguments, **options) as command:
        said, complaint = command.communicate(timeout=120)
    return command.returncode, said, complaint


def counted(said: str, of: str) -> dict[str, int]:
    """One part of what --json prints, without what was not there."""
    return {noun: count for noun, count in json.loads(said)[of].items() if count}


_THREAD = (Thread.title, Thread.answer_count, Thread.last_number, Thread.score, Thread.solved_at)
_ROWS: dict[str, Any] = {
    "members": select(Member.name, Member.name_key, Member.joined_at),
    "threads": select(*_THREAD, Thread.active_at, Thread.html).where(Thread.views >= 0),
    "answers": select(
        Thread.title, Answer.number, Answer.html, Answer.comment_count, Answer.thanks_count
    ).join(Thread, Thread.id == Answer.thread_id),
    "comments": select(Comment.html, Answer.number, Comment.imported_thanks).outerjoin(
        Answer, Answer.id == Comment.answer_id
    ),
    "keys": select(ImportedKey.kind, ImportedKey.key),
}
