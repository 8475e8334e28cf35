"""One update for everybody: written once, for exactly those whom the preview named."""

from dataclasses import dataclass

from forum.accounts.models import Member
from forum.alerts.actions import update_alert
from forum.alerts.queries import visible_alert
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Refused
from forum.kernel.events import publish
from forum.kernel.tasks import plan
from forum.kernel.written import Written
from moderation.helpdesk.actions import refuse_unread
from moderation.problems import queries
from moderation.problems.actions.keeping import require_desk
from moderation.problems.events import ProblemTold
from moderation.problems.models import Problem, ProblemSent, ProblemUpdate
from moderation.problems.queries import Whom

SEND = "problems.send"
OTHERS = "It would reach others than those you saw. Look at the list again, then send it."
NOBODY = "Nobody would read it: no open ticket is linked, and there is no public text."
NO_ALERT = "No alert is linked with this problem any more."


@dataclass(frozen=True)
class Words:
    """The text for tickets, the public one for questions, and what it is meant to be."""

    body: Written
    public: Written | None = None
    is_answer: bool = False
    to_alert: bool = False


def tell_all(problem: Problem, words: Words, *, by: Member, whom: str, nonce: str) -> ProblemUpdate:
    """Write it down with one row for each telling; the worker tells them. The problem is locked.

    `whom` is the mark of those who were shown in the preview; the same showing of the form sent
    twice writes once.
    """
    require_desk(by)
    if known := queries.update_sent_with(nonce):
        return known
    if words.is_answer:
        refuse_unread(by)
    reached = queries.whom_it_reaches(problem, publicly=words.public is not None)
    if reached.mark != whom:
        raise Conflict(OTHERS, yours=words.body.source)
    if not reached.pairs and words.public is None:
        raise Refused(NOBODY)

    update = _write(problem, words, by=by, nonce=nonce)
    _owe(update, reached)
    if words.to_alert and words.public is not None:
        _add_to_alert(problem, words.public, by=by)
    audit.record(
        "told everybody of problem", by=by.id, subject_id=problem.id, reason=str(update.id)
    )
    publish(ProblemTold(actor_id=by.id, problem_id=problem.id, update_id=update.id))
    return update


def _write(problem: Problem, words: Words, *, by: Member, nonce: str) -> ProblemUpdate:
    public = words.public or Written("", "")
    update = ProblemUpdate(
        problem_id=problem.id,
        author_id=by.id,
        is_answer=words.is_answer,
        body=words.body.source,
        html=words.body.html,
        public_body=public.source,
        public_html=public.html,
        renderer=words.body.renderer,
        nonce=nonce,
    )
    db.add(update)
    db.flush()
    return update


def _owe(update: ProblemUpdate, reached: Whom) -> None:
    pairs = reached.pairs
    db.add_all(ProblemSent(update_id=update.id, ticket_id=one, thread_id=two) for one, two in pairs)
    if pairs:
        plan(SEND, str(update.id), at=now(), update_id=update.id)


def _add_to_alert(problem: Problem, public: Written, *, by: Member) -> None:
    if problem.alert_id is None:
        raise Refused(NO_ALERT)
    alert = visible_alert(problem.alert_id, to=by, lock=True)
    update_alert(alert, public, by=by, version=alert.version)
