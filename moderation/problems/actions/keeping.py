"""Writing a problem down, changing it, and moving it from state to state."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from sqlalchemy import select

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES
from forum.alerts.models import Alert
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.subjects import new_subject
from moderation.announcements.actions import keep_words
from moderation.announcements.models import WordsChange
from moderation.problems import queries
from moderation.problems.events import ProblemMoved, ProblemOpened
from moderation.problems.models import Problem, ProblemMove
from moderation.problems.policy import may_keep
from moderation.problems.states import MOVES, State

SENT_TWICE = timedelta(minutes=10)
ONLY_DESK = "Only the desk keeps problems."
CHANGED_MEANWHILE = "Somebody changed this problem after you opened it. Look at it again."
NOT_THERE = "A problem cannot go there from where it is."
UNKNOWN = "Write the cause and what people can do until then. Then it is a known error."
STILL_KNOWN = "While it is a known error, you must say its cause and what people can do."
STILL_LINKED = "It is linked with an alert. Take the alert away before you make it private."
NOT_OF_DESK = "Choose somebody who works at the desk."
NOT_PUBLIC = "Only a problem that everybody may read can be linked with an alert."
DRAFT = "Publish the alert first."


@dataclass(frozen=True)
class Facts:
    """What is said of a problem."""

    title: str
    body: str
    workaround: str
    cause: str
    service_id: int
    owner_id: int | None
    is_public: bool


def open_problem(facts: Facts, *, by: Member) -> Problem:
    """The same form sent twice gives the problem it already made."""
    require_desk(by)
    _check_owner(facts.owner_id)
    db.execute(select(Member.id).where(Member.id == by.id).with_for_update(key_share=True))
    if known := _opened_just_now(facts, by):
        return known

    problem = Problem(id=new_subject("problem"), state=State.OPEN, **asdict(facts))
    db.add(problem)
    db.flush()
    _write_down(problem, None, by)
    audit.record("problem opened", by=by.id, subject_id=problem.id)
    publish(ProblemOpened(actor_id=by.id, problem_id=problem.id))
    return problem


def change(
    problem: Problem, facts: Facts, *, by: Member, version: int, undoes: WordsChange | None = None
) -> None:
    """Other words, another owner, or whether everybody may read it; nobody is told."""
    require_desk(by)
    before, was_public = queries.texts_of(problem), problem.is_public
    differ = {
        name: value for name, value in asdict(facts).items() if getattr(problem, name) != value
    }
    if not differ:
        return
    _refuse_stale(problem, version)
    if "owner_id" in differ:
        _check_owner(facts.owner_id)
    _check_state(problem, facts)

    for name, value in differ.items():
        setattr(problem, name, value)
    _touch(problem)
    after = queries.texts_of(problem)
    keep_words(problem.id, before, after, by=by, was_public=was_public, undoes=undoes)
    deed = "problem change undone" if undoes else "problem changed"
    audit.record(deed, by=by.id, subject_id=problem.id, reason=" ".join(differ))


def move(problem: Problem, state: str, *, by: Member, version: int) -> None:
    """One table says where to; the log says when and by whom."""
    require_desk(by)
    if problem.state == state:
        return
    _refuse_stale(problem, version)
    if state not in MOVES[State(problem.state)]:
        raise Refused(NOT_THERE)
    if state == State.KNOWN_ERROR and not (problem.cause and problem.workaround):
        raise Invalid(UNKNOWN, {"state": UNKNOWN})

    before, problem.state = problem.state, state
    _touch(problem)
    _write_down(problem, before, by)
    audit.record("problem moved", by=by.id, subject_id=problem.id, reason=state)
    publish(ProblemMoved(actor_id=by.id, problem_id=problem.id, before=before, state=state))


def set_alert(problem: Problem, alert: Alert | None, *, by: Member) -> None:
    """Say which public alert is about it; None takes that back."""
    require_desk(by)
    alert_id = alert.id if alert else None
    if problem.alert_id == alert_id:
        return
    if not problem.is_public:
        raise Refused(NOT_PUBLIC)
    if alert is not None and alert.state == "draft":
        raise Refused(DRAFT)

    problem.alert_id = alert_id
    _touch(problem)
    said = f"alert {alert_id}" if alert_id else "no alert"
    audit.record("problem linked with an alert", by=by.id, subject_id=problem.id, reason=said)


def require_desk(by: Member) -> None:
    if not may_keep(by):
        raise Refused(ONLY_DESK)


def _refuse_stale(problem: Problem, version: int) -> None:
    if problem.version != version:
        raise Conflict(CHANGED_MEANWHILE)


def _check_state(problem: Problem, facts: Facts) -> None:
    if problem.state == State.KNOWN_ERROR and not (facts.cause and facts.workaround):
        raise Invalid(STILL_KNOWN, {"cause": STILL_KNOWN})
    if problem.alert_id is not None and not facts.is_public:
        raise Invalid(STILL_LINKED, {"is_public": STILL_LINKED})


def _check_owner(owner_id: int | None) -> None:
    owner = db.get(Member, owner_id) if owner_id is not None else None
    if owner_id is not None and (owner is None or owner.role not in DESK_ROLES):
        raise Invalid(NOT_OF_DESK, {"owner": NOT_OF_DESK})


def _touch(problem: Problem) -> None:
    """The row is locked, so counting on from what was read loses nothing."""
    problem.version += 1
    problem.changed_at = now()


def _write_down(problem: Problem, before: str | None, by: Member) -> None:
    row = {"problem_id": problem.id, "before": before, "state": problem.state}
    db.add(ProblemMove(**row, actor_id=by.id))


def _opened_just_now(facts: Facts, by: Member) -> Problem | None:
    made = select(Problem).join(ProblemMove, ProblemMove.problem_id == Problem.id)
    made = made.where(ProblemMove.actor_id == by.id, ProblemMove.before.is_(None))
    made = made.where(Problem.opened_at > now() - SENT_TWICE, Problem.title == facts.title)
    return db.scalar(made.where(Problem.body == facts.body).limit(1))
