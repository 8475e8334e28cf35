"""Staff prepare a round, say who answers, announce it, call it off, and publish it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.subjects import new_subject
from forum.kernel.written import Written
from forum.rounds import policy, queries
from forum.rounds.events import (
    RoundChanged,
    RoundHostsChosen,
    RoundMoved,
    RoundPrepared,
    RoundPublished,
)
from forum.rounds.models import QuestionRound, RoundHost
from forum.rounds.states import MOVES, Phase, State

ONLY_STAFF = "Only people who work here prepare rounds of questions."
ENDS_EARLY = "It has to close after it opens."
TOO_LATE = "Choose a time that is still to come."
NOBODY = "Choose at least one person who answers, from those who work here."
ONLY_DRAFTS = "People have read it. Call it off and say why, then prepare another one."
CHANGED_MEANWHILE = "Somebody changed this round after you opened it. Look at it again first."
NO_SUCH_MOVE = "This cannot be done with the round as it is now. Open it again."
NO_REASON = "Say why it is called off. People read that."
IS_OVER = "The round was called off."
NOT_CLOSED = "It can be read by everybody when it is closed."
NOT_ALL = "Answer every question first, or say why it is not answered here."


@dataclass(frozen=True)
class Plan:
    """What a round is about, when people ask, and who answers."""

    title: str
    body: Written
    opens_at: datetime
    closes_at: datetime
    host_ids: frozenset[int]


def prepare_round(plan: Plan, *, by: Member) -> QuestionRound:
    """A draft that only staff see."""
    _require(by)
    _refuse_unfit(plan)
    round_ = QuestionRound(id=new_subject("question_round"), author_id=by.id, state=State.DRAFT)
    _put(round_, plan)
    db.add(round_)
    db.flush()
    _put_hosts(round_.id, plan.host_ids)
    audit.record("round prepared", by=by.id, subject_id=round_.id)
    publish(RoundPrepared(actor_id=by.id, round_id=round_.id))
    return round_


def change_round(round_: QuestionRound, plan: Plan, *, by: Member, revision: int) -> None:
    """Other words and times for a draft. `revision` is the one the writer saw."""
    _require(by)
    _refuse_unfit(plan)
    if round_.state != State.DRAFT:
        raise Refused(ONLY_DRAFTS)
    if round_.revision != revision:
        raise Conflict(CHANGED_MEANWHILE, theirs=round_.body, yours=plan.body.source)

    _put(round_, plan)
    _put_hosts(round_.id, plan.host_ids)
    round_.revision += 1
    audit.record("round changed", by=by.id, subject_id=round_.id)
    publish(RoundChanged(actor_id=by.id, round_id=round_.id, revision=round_.revision))


def choose_hosts(round_: QuestionRound, host_ids: Collection[int], *, by: Member) -> None:
    """Somebody falls ill, or joins: other people answer from now on. Twice is harmless."""
    _require(by)
    _refuse_strangers(host_ids)
    if round_.state == State.CALLED_OFF:
        raise Refused(IS_OVER)
    if queries.host_ids_of(round_.id) == set(host_ids):
        return
    _put_hosts(round_.id, host_ids)
    audit.record("round hosts chosen", by=by.id, subject_id=round_.id)
    publish(RoundHostsChosen(actor_id=by.id, round_id=round_.id, hosts=len(set(host_ids))))


def move_round(round_: QuestionRound, state: State, *, reason: str = "", by: Member) -> None:
    """Announced, or called off with a reason that people read. Twice changes nothing."""
    _require(by)
    before = State(round_.state)
    if before == state:
        return
    if state not in MOVES[before] or state == State.CLOSED or round_.phase == Phase.CLOSED:
        raise Refused(NO_SUCH_MOVE)
    if state == State.CALLED_OFF:
        _call_off(round_, reason)
    else:
        _announce(round_)

    round_.state = state
    audit.record("round moved", by=by.id, subject_id=round_.id, reason=state)
    publish(RoundMoved(actor_id=by.id, round_id=round_.id, before=before, state=state))


def close_ended() -> int:
    """Write down of each round whose time is over that it is closed; how many those were."""
    return sum(_close_one(round_id) for round_id in queries.to_be_closed())


def publish_round(round_: QuestionRound, *, by: Member) -> None:
    """Everybody reads it, without names. What is published stays; twice is harmless."""
    _require(by)
    if round_.published_at is not None:
        return
    if round_.phase != Phase.CLOSED:
        raise Refused(NOT_CLOSED)
    if queries.unanswered_in(round_.id):
        raise Refused(NOT_ALL)
    if round_.state == State.ANNOUNCED:
        _close(round_)
    round_.published_at = now()
    audit.record("round published", by=by.id, subject_id=round_.id)
    publish(RoundPublished(actor_id=by.id, round_id=round_.id))


def _close_one(round_id: int) -> bool:
    rows = select(QuestionRound).where(QuestionRound.id == round_id).with_for_update()
    round_ = db.scalars(rows.execution_options(populate_existing=True)).one()
    if round_.state != State.ANNOUNCED:
        return False
    _close(round_)
    return True


def _close(round_: QuestionRound) -> None:
    round_.state, round_.ended_at = State.CLOSED, now()
    moved: dict[str, Any] = {"before": State.ANNOUNCED, "state": State.CLOSED}
    publish(RoundMoved(actor_id=None, round_id=round_.id, **moved))


def _call_off(round_: QuestionRound, reason: str) -> None:
    if not reason.strip():
        raise Invalid(NO_REASON, {"reason": NO_REASON})
    round_.reason, round_.ended_at = reason.strip(), now()


def _announce(round_: QuestionRound) -> None:
    if round_.closes_at <= now():
        raise Refused(TOO_LATE)
    round_.announced_at = now()


def _require(by: Member) -> None:
    if not policy.may_prepare(by):
        raise Refused(ONLY_STAFF)


def _refuse_unfit(plan: Plan) -> None:
    if plan.closes_at <= plan.opens_at:
        raise Invalid(ENDS_EARLY, {"closes": ENDS_EARLY})
    if plan.closes_at <= now():
        raise Invalid(TOO_LATE, {"closes": TOO_LATE})
    _refuse_strangers(plan.host_ids)


def _refuse_strangers(host_ids: Collection[int]) -> None:
    if not host_ids or set(host_ids) - {one.id for one in queries.who_can_answer()}:
        raise Invalid(NOBODY, {"hosts": NOBODY})


def _put(round_: QuestionRound, plan: Plan) -> None:
    round_.title, round_.body, round_.html = plan.title, plan.body.source, plan.body.html
    round_.renderer = plan.body.renderer
    round_.opens_at, round_.closes_at = plan.opens_at, plan.closes_at


def _put_hosts(round_id: int, host_ids: Collection[int]) -> None:
    others = delete(RoundHost).where(RoundHost.round_id == round_id)
    others = others.where(RoundHost.member_id.not_in(host_ids))
    db.execute(others, execution_options=SILENT)
    for member_id in sorted(host_ids):
        insert_once(RoundHost, round_id=round_id, member_id=member_id)
