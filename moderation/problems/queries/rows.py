"""Problems themselves: all of them, one of them, and what became of it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST, Page, page_of, position
from moderation.problems.models import Problem, ProblemMove, ProblemUpdate
from moderation.problems.states import State

SIZE, MOST = 40, 100
TEXTS = ("title", "body", "workaround", "cause")
GONE = "We cannot find this problem. It may not be public any more."


def public_path(problem_id: int) -> str:
    return f"/known-problems/{problem_id}"


def problem_numbered(problem_id: int, *, lock: bool = False) -> Problem:
    """For the desk. Raises Missing."""
    rows = select(Problem).where(Problem.id == min(problem_id, LARGEST))
    whole = rows.options(*(joinedload(part) for part in (Problem.service, Problem.owner)))
    rows = rows.with_for_update() if lock else whole
    problem = db.scalar(rows.execution_options(populate_existing=True))
    if problem is None:
        raise Missing(GONE)
    return problem


def public_problem(problem_id: int) -> Problem:
    """For everybody; the rest is not there. Raises Missing."""
    problem = problem_numbered(problem_id)
    if not problem.is_public:
        raise Missing(GONE)
    return problem


def texts_of(problem: Problem) -> dict[str, str]:
    """What is said of it; the cause only to staff."""
    return {name: getattr(problem, name) for name in TEXTS}


def problems(show: str, *, cursor: str | None = None) -> Page[Problem]:
    """Those in one state, or `all`; the newest first."""
    rows = select(Problem).options(joinedload(Problem.service), joinedload(Problem.owner))
    if show in set(State):
        rows = rows.where(Problem.state == show)
    if after := position(cursor, int):
        rows = rows.where(Problem.id < after[0])
    found = db.scalars(rows.order_by(Problem.id.desc()).limit(SIZE + 1)).all()
    return page_of(found, SIZE, lambda one: [one.id])


def moves_made(problem_id: int) -> Sequence[ProblemMove]:
    rows = select(ProblemMove).where(ProblemMove.problem_id == problem_id)
    rows = rows.options(joinedload(ProblemMove.actor))
    return db.scalars(rows.order_by(ProblemMove.id)).all()


def move_numbered(move_id: int) -> ProblemMove:
    """Raises Missing."""
    if made := db.get(ProblemMove, min(move_id, LARGEST)):
        return made
    raise Missing(GONE)


def was_put_back(problem_id: int) -> bool:
    """Whether its last move took another one back."""
    rows = select(ProblemMove.undoes_id).where(ProblemMove.problem_id == problem_id)
    return db.scalar(rows.order_by(ProblemMove.id.desc()).limit(1)) is not None


def updates_of(problem_id: int) -> Sequence[ProblemUpdate]:
    """What was written for everybody, the newest first."""
    rows = select(ProblemUpdate).where(ProblemUpdate.problem_id == problem_id)
    rows = rows.options(joinedload(ProblemUpdate.author))
    return db.scalars(rows.order_by(ProblemUpdate.id.desc()).limit(MOST)).all()


def people_at_desk() -> Sequence[Member]:
    rows = select(Member).where(Member.role.in_(DESK_ROLES))
    return db.scalars(rows.order_by(Member.name_key, Member.id)).all()
