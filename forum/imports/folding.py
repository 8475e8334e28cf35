"""What people of an archive earned by what happened there, as of its last day."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from forum.imports.actions.known import SOLUTION
from forum.imports.models import ImportedKey
from forum.kernel.db import db, fresh_reading, refresh_statistics, writing
from forum.kernel.events import Origin
from forum.kernel.totals import refresh_all
from forum.reputation.actions import enter_history, settle_standing
from forum.reputation.queries import events_that_earn
from forum.threads.models import Answer

AT_ONCE = 100
"""So many people are put on their rung in one transaction."""


def fold_history(archive: str, *, as_of: datetime) -> None:
    """Of the people of one archive."""
    fold(_helpers(archive), as_of=as_of)


def fold(helpers: Sequence[int], *, as_of: datetime) -> None:
    """Awards, totals and rungs from all imported events; doing it again changes nothing."""
    refresh_statistics()
    with writing():
        enter_history(events_that_earn(Origin.IMPORT))
    refresh_all()
    for start in range(0, len(helpers), AT_ONCE):
        with writing():
            settle_standing(helpers[start : start + AT_ONCE], as_of=as_of)


def _helpers(archive: str) -> list[int]:
    """Whoever wrote a solution; nothing else in an archive lifts anybody above a newcomer."""
    solved = select(Answer.author_id).join(ImportedKey, ImportedKey.target_id == Answer.id)
    solved = solved.where(ImportedKey.archive == archive, ImportedKey.kind == SOLUTION)
    with fresh_reading():
        return sorted(db.scalars(solved.distinct()))
