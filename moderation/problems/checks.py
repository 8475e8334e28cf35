"""What must always be true of problems; `folkmoot doctor` asks."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.house import Finding
from moderation.problems.models import Problem, ProblemMove, ProblemSent, ProblemUpdate

STATES = "problems stand where their log says"
TOLD = "everybody with a problem is told"
LONG = timedelta(hours=1)


def stand_as_logged() -> Iterator[Finding]:
    later = aliased(ProblemMove)
    last = select(func.max(later.id)).where(later.problem_id == Problem.id).scalar_subquery()
    rows = select(Problem.id).outerjoin(ProblemMove, ProblemMove.id == last)
    for problem_id in db.scalars(rows.where(Problem.state.is_distinct_from(ProblemMove.state))):
        yield Finding(STATES, "Its log ends in another state.", problem_id)


def all_told() -> Iterator[Finding]:
    """An update reaches everybody within the hour."""
    rows = select(ProblemUpdate.problem_id).join(ProblemSent).distinct()
    rows = rows.where(ProblemSent.sent_at.is_(None), ProblemSent.untold == "")
    for problem_id in db.scalars(rows.where(ProblemUpdate.written_at < now() - LONG)):
        yield Finding(TOLD, "Some have waited for its update for more than an hour.", problem_id)


CHECKS = {STATES: stand_as_logged, TOLD: all_told}
