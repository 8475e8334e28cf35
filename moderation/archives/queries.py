"""The imports that were asked for on the page, and how each stands."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.tasks import Work
from moderation.archives.models import ImportRun
from moderation.archives.wording import DONE, FAILED

MOST = 20


def run_numbered(run_id: int, *, lock: bool = False) -> ImportRun:
    """Raises Missing."""
    rows = select(ImportRun).where(ImportRun.id == run_id)
    rows = rows.options(joinedload(ImportRun.actor).lazyload("*")) if not lock else rows
    found = db.scalar(rows.with_for_update() if lock else rows)
    if found is None:
        raise Missing("We cannot find this import.")
    return found


def newest_runs() -> Sequence[ImportRun]:
    """The last ones that were asked for."""
    rows = select(ImportRun).order_by(ImportRun.id.desc()).limit(MOST)
    return db.scalars(rows.options(joinedload(ImportRun.actor).lazyload("*"))).all()


def given_up(task: str) -> Collection[int]:
    """Imports whose work failed so often that it rests until somebody tries it again."""
    rows = select(Work.facts).where(Work.name == task, Work.dead_at.is_not(None))
    return {facts["run_id"] for facts in db.scalars(rows)}


def open_tokens() -> Collection[str]:
    """The folders that are still needed."""
    rows = select(ImportRun.token).where(ImportRun.state.not_in((DONE, FAILED)))
    return set(db.scalars(rows))
