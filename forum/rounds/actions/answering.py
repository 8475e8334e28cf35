"""Answering a question of a round, saying why not, and putting an answer right."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.accounts.standing import name_with_team
from forum.inside.actions import refuse_personal
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.written import Written
from forum.rounds import policy, queries
from forum.rounds.events import RoundAnswerCorrected, RoundQuestionAnswered
from forum.rounds.models import RoundAnswer, RoundQuestion
from forum.rounds.states import TAKES_ANSWERS, Reason

ONLY_HOSTS = "Only those whose names stand on this round answer in it."
NOT_NOW = "Nothing is answered in this round as it is now."
NO_CORRECTION = "Say in a sentence what was wrong. People read that."
FASTER = "%(who)s answered this meanwhile. Read it first."


@dataclass(frozen=True)
class Reply:
    """With a `reason` it is none, and says why. From the second on it says what was wrong."""

    body: Written
    reason: Reason | None = None
    correction: str = ""


def reply(question: RoundQuestion, said: Reply, *, turn: int, by: Member) -> RoundAnswer:
    """The first one wins; whoever comes second is told. `turn` is 1, or one more than was seen.

    The question is held, and a constraint lets each turn stand once. Raises Conflict.
    """
    _require(question, by)
    before = queries.last_answer(question.id)
    if before is not None and _is_same(before, said, by):
        return before
    _refuse_unfit(said, is_first=turn == 1)
    row = {"body": said.body.source, "html": said.body.html, "renderer": said.body.renderer}
    row |= {"correction": said.correction.strip() or None if turn > 1 else None}
    facts = {"by_id": by.id, "reason": said.reason, "answered_at": now()}
    follows = turn == (before.turn if before else 0) + 1
    key = {"question_id": question.id, "turn": turn}
    if not follows or not insert_once(RoundAnswer, **key, **row, **facts):
        raise _faster(question.id, said)
    _tell(question, said, turn, by)
    return _standing(question.id)


def _require(question: RoundQuestion, by: Member) -> None:
    if not policy.may_answer(by, queries.host_ids_of(question.round_id)):
        raise Refused(ONLY_HOSTS)
    if question.round.phase not in TAKES_ANSWERS:
        raise Refused(NOT_NOW)


def _is_same(before: RoundAnswer, said: Reply, by: Member) -> bool:
    """Two clicks."""
    is_same = (before.body, before.reason) == (said.body.source, said.reason)
    return is_same and before.by_id == by.id


def _refuse_unfit(said: Reply, *, is_first: bool) -> None:
    if not is_first and not said.correction.strip():
        raise Invalid(NO_CORRECTION, {"correction": NO_CORRECTION})
    refuse_personal(f"{said.body.source}\n\n{said.correction}", at="body")


def _faster(question_id: int, said: Reply) -> Conflict:
    there = queries.last_answer(question_id)
    who = name_with_team(there.by.name, there.by.role, there.by.team) if there else ""
    theirs = there.body if there else ""
    return Conflict(_(FASTER, who=who), theirs=theirs, yours=said.body.source)


def _tell(question: RoundQuestion, said: Reply, turn: int, by: Member) -> None:
    about: dict[str, Any] = {"round_id": question.round_id, "question_id": question.id}
    subject_id = question.round_id
    if turn > 1:
        audit.record("round answer corrected", by=by.id, subject_id=subject_id)
        publish(RoundAnswerCorrected(actor_id=by.id, turn=turn, **about))
        return
    audit.record("round question answered", by=by.id, subject_id=subject_id)
    asker_id, reason = question.asker_id, said.reason
    publish(RoundQuestionAnswered(actor_id=by.id, asker_id=asker_id, reason=reason, **about))


def _standing(question_id: int) -> RoundAnswer:
    found = queries.last_answer(question_id)
    assert found is not None
    return found
