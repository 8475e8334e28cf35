"""Taking back the last move of a problem, that it was written down at all, or a change of words."""

from typing import Any

from sqlalchemy import update

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from moderation.announcements.models import WordsChange
from moderation.announcements.queries import goes_back
from moderation.problems import queries
from moderation.problems.actions.keeping import UNKNOWN, Facts, change, require_desk
from moderation.problems.events import ProblemMoved
from moderation.problems.models import Problem, ProblemLink, ProblemMove
from moderation.problems.states import State
from moderation.settings.changes import CHANGED_SINCE

NO_UNDOING = "This took a move back. Move the problem on instead."
AS_THEY_ARE = ("service_id", "owner_id", "is_public")
WAS_TOLD = "People were told about it already, so it cannot be undone. Close it instead."


def undo_move(problem: Problem, made: ProblemMove, *, by: Member) -> None:
    """The problem is locked. Where it was before; what was never a problem is closed, private, and
    nothing is linked with it any more. Twice is harmless.
    """
    require_desk(by)
    last = queries.moves_made(problem.id)[-1]
    if last.undoes_id == made.id:
        return
    if made.undoes_id is not None:
        raise Refused(NO_UNDOING)
    if last.id != made.id:
        raise Conflict(CHANGED_SINCE)
    if made.before is None:
        _take_back_all(problem)
    elif made.before == State.KNOWN_ERROR and not (problem.cause and problem.workaround):
        raise Invalid(UNKNOWN, {"state": UNKNOWN})
    _put(problem, made, made.before or State.CLOSED, by)


def undo_change(problem: Problem, made: WordsChange, *, by: Member) -> None:
    """The problem is locked. What it said before this change; nobody is told. Twice is harmless."""
    require_desk(by)
    texts = queries.texts_of(problem)
    if not goes_back(made, texts, is_public=problem.is_public):
        return
    rest: dict[str, Any] = {name: getattr(problem, name) for name in AS_THEY_ARE}
    facts = Facts(**(texts | made.before), **rest)
    change(problem, facts, by=by, version=problem.version, undoes=made)


def _take_back_all(problem: Problem) -> None:
    if queries.last_update(problem.id) is not None:
        raise Refused(WAS_TOLD)
    problem.is_public, problem.alert_id = False, None
    stands = (ProblemLink.problem_id == problem.id) & ProblemLink.ended_at.is_(None)
    ended = update(ProblemLink).where(stands).values(ended_at=now())
    db.execute(ended, execution_options=SILENT)


def _put(problem: Problem, made: ProblemMove, state: str, by: Member) -> None:
    before, problem.state = problem.state, state
    row = {"problem_id": problem.id, "before": before, "state": state, "actor_id": by.id}
    insert_once(ProblemMove, **row, undoes_id=made.id, moved_at=now())
    problem.version += 1
    problem.changed_at = now()
    audit.record("problem put back", by=by.id, subject_id=problem.id, reason=f"move {made.id}")
    publish(ProblemMoved(actor_id=by.id, problem_id=problem.id, before=before, state=state))
