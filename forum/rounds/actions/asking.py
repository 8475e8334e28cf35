"""Asking in a round, taking a question back, and what becomes of somebody’s when they go."""

from typing import Any

from sqlalchemy import delete, select, update

from forum.accounts.models import Member
from forum.inside.actions import refuse_personal
from forum.kernel import holding
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Invalid, Missing, Refused
from forum.kernel.events import publish
from forum.rounds import policy, queries
from forum.rounds.events import RoundQuestionAsked, RoundQuestionWithdrawn
from forum.rounds.models import QuestionRound, RoundAnswer, RoundQuestion
from forum.rounds.states import LONGEST, PLACES, TAKES_QUESTIONS

ONLY_ADVOCATES = (
    "Advocates ask in a round: people who have helped many others here. "
    "Your own questions are answered as before, under Ask."
)
NOT_OPEN = "Nobody can ask in this round any more. You can ask at any time under Ask."
THREE = "You have asked three questions here. Take one back that has no answer yet, or wait."
NO_WORDS = "Write your question."
TOO_LONG = "Write it in at most 500 characters. Say the most important part first."
PERSONAL = (
    "This seems to tell something about a person: %(what)s. Take it out here. What is only about "
    "you, ask us in private."
)
STANDS = "It has an answer now, so it stays. You read it on this page."


def ask(round_: QuestionRound, words: str, *, by: Member) -> RoundQuestion:
    """Sent twice it is one question. Two constraints decide: once in these words, three in all."""
    if not policy.may_ask(by):
        raise Refused(ONLY_ADVOCATES)
    body = words.strip()
    if known := _known(round_.id, body, by):
        return known
    if round_.phase not in TAKES_QUESTIONS:
        raise Refused(NOT_OPEN)
    _refuse_unfit(body)
    row = {"round_id": round_.id, "asker_id": by.id, "body": body, "asked_at": now()}
    is_new = any(insert_once(RoundQuestion, place=place, **row) for place in PLACES)
    question = _known(round_.id, body, by)
    if question is None:
        raise Refused(THREE)
    if is_new:
        told: dict[str, Any] = {"round_id": round_.id, "question_id": question.id}
        publish(RoundQuestionAsked(actor_id=by.id, **told))
    return question


def take_back(question: RoundQuestion, *, by: Member) -> None:
    """Until it has an answer. The question is held against one that comes at the same moment."""
    if question.asker_id != by.id:
        raise Missing(queries.NO_QUESTION)
    if queries.last_answer(question.id) is not None:
        raise Refused(STANDS)
    holding.refuse_if_held(members=[by.id])
    told: dict[str, Any] = {"round_id": question.round_id, "question_id": question.id}
    gone = delete(RoundQuestion).where(RoundQuestion.id == question.id)
    db.execute(gone, execution_options=SILENT)
    publish(RoundQuestionWithdrawn(actor_id=by.id, **told))


def forget_questions_of(member_id: int) -> None:
    """What was answered stays without its question; what was not, goes whole."""
    holding.refuse_if_held(members=[member_id])
    theirs = db.scalars(queries.rows_about(member_id)).all()
    rows = select(RoundAnswer.question_id).where(RoundAnswer.question_id.in_(theirs))
    answered = set(db.scalars(rows))
    emptied = update(RoundQuestion).where(RoundQuestion.id.in_(answered))
    db.execute(emptied.values(asker_id=None, body=None), execution_options=SILENT)
    gone = delete(RoundQuestion).where(RoundQuestion.id.in_(set(theirs) - answered))
    db.execute(gone, execution_options=SILENT)


def _refuse_unfit(body: str) -> None:
    if not body:
        raise Invalid(NO_WORDS, {"body": NO_WORDS})
    if len(body) > LONGEST:
        raise Invalid(TOO_LONG, {"body": TOO_LONG})
    refuse_personal(body, at="body", sentence=PERSONAL)


def _known(round_id: int, body: str, by: Member) -> RoundQuestion | None:
    mine = (RoundQuestion.round_id == round_id, RoundQuestion.asker_id == by.id)
    return db.scalar(select(RoundQuestion).where(*mine, RoundQuestion.body == body))
