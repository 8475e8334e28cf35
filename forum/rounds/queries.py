"""Questions asked of rounds; none of them changes anything. A round orders by when it was asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.accounts.standing import STAFF_ROLES
from forum.inside.policy import may_look_inside
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST, Page, moment, page_of, position
from forum.rounds import policy
from forum.rounds.models import QuestionRound, RoundAnswer, RoundHost, RoundQuestion
from forum.rounds.states import Reason, State

SIZE = 20
MOST_STAFF = 500
GONE = "We cannot find this round of questions. Not everybody can read it."
NO_QUESTION = "We cannot find this question. It may have been taken back."


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with the answer that stands, if there is one, and every correction of it."""

    question: RoundQuestion
    answer: RoundAnswer | None
    corrections: Sequence[RoundAnswer] = ()


def visible_round(round_id: int, *, to: Member | None, lock: bool = False) -> QuestionRound:
    """Whoever asked in it may come back to what they asked. Raises Missing."""
    rows = select(QuestionRound).where(QuestionRound.id == min(round_id, LARGEST))
    rows = rows.with_for_update() if lock else rows
    found = db.scalar(rows.execution_options(populate_existing=True))
    if found is None or not (policy.may_see(to, found) or asked_in(found.id, to)):
        raise Missing(GONE)
    return found


def round_to_ask_in(round_id: int, *, to: Member) -> QuestionRound:
    """Held against being closed meanwhile; others may ask at the same time. Raises Missing."""
    rows = select(QuestionRound).where(QuestionRound.id == min(round_id, LARGEST))
    rows = rows.with_for_update(read=True).execution_options(populate_existing=True)
    found = db.scalar(rows)
    if found is None or not policy.may_see(to, found):
        raise Missing(GONE)
    return found


def own_questions(round_id: int, member_id: int) -> Sequence[RoundQuestion]:
    """In the order in which they asked."""
    mine = (RoundQuestion.round_id == round_id, RoundQuestion.asker_id == member_id)
    rows = select(RoundQuestion).where(*mine)
    return db.scalars(rows.order_by(RoundQuestion.asked_at, RoundQuestion.id)).all()


def asked_in(round_id: int, member: Member | None) -> bool:
    if member is None or member.is_under_18:
        return False
    mine = (RoundQuestion.round_id == round_id, RoundQuestion.asker_id == member.id)
    return db.scalar(select(RoundQuestion.id).where(*mine).limit(1)) is not None


def question_numbered(question_id: int, *, lock: bool = False) -> RoundQuestion:
    """Whoever asks for it knows its round. Raises Missing."""
    rows = select(RoundQuestion).where(RoundQuestion.id == min(question_id, LARGEST))
    rows = rows.with_for_update() if lock else rows
    if found := db.scalar(rows.execution_options(populate_existing=True)):
        return found
    raise Missing(NO_QUESTION)


def hosts_of(round_ids: Collection[int]) -> dict[int, list[Member]]:
    """Round -> who answers in it, by name, in one query."""
    rows = select(RoundHost.round_id, Member).join(Member, Member.id == RoundHost.member_id)
    rows = rows.where(RoundHost.round_id.in_(round_ids)).order_by(Member.name_key)
    found: dict[int, list[Member]] = {id_: [] for id_ in round_ids}
    for round_id, host in db.execute(rows):
        found[round_id].append(host)
    return found


def host_ids_of(round_id: int) -> set[int]:
    return set(db.scalars(select(RoundHost.member_id).where(RoundHost.round_id == round_id)))


def who_can_answer() -> Sequence[Member]:
    """Everybody who works here, by name."""
    rows = select(Member).where(Member.role.in_(STAFF_ROLES), Member.erased_at.is_(None))
    rows = rows.order_by(Member.name_key).limit(MOST_STAFF)
    return [one for one in db.scalars(rows) if one.works_here]


def questions_of(
    round_: QuestionRound, *, to: Member | None, cursor: str | None = None, size: int = SIZE
) -> Page[Asked]:
    """What this reader may read of it, in the order in which it was asked and in no other."""
    rows = select(RoundQuestion).where(RoundQuestion.round_id == round_.id)
    rows = rows.where(_readable(round_, to)).options(joinedload(RoundQuestion.asker))
    when = (RoundQuestion.asked_at, RoundQuestion.id)
    if place := position(cursor, str, int):
        rows = rows.where(tuple_(*when) > (moment(place[0]), place[1]))
    found = db.scalars(rows.order_by(*when).limit(size + 1)).all()
    return page_of(_with_answers(found), size, _key)


def last_answer(question_id: int) -> RoundAnswer | None:
    rows = select(RoundAnswer).where(RoundAnswer.question_id == question_id)
    return db.scalar(rows.order_by(RoundAnswer.turn.desc()).limit(1))


def unanswered_in(round_id: int) -> int:
    """How many questions have neither an answer nor a reason yet."""
    answered = exists().where(RoundAnswer.question_id == RoundQuestion.id)
    rows = select(func.count()).select_from(RoundQuestion)
    return db.scalar(rows.where(RoundQuestion.round_id == round_id, ~answered)) or 0


def rounds_for(
    member: Member | None, *, cursor: str | None = None, size: int = SIZE
) -> Page[QuestionRound]:
    """Those this reader finds in the list, the last one first; staff also find drafts."""
    rows = select(QuestionRound)
    if not policy.may_prepare(member):
        shown = QuestionRound.published_at.is_not(None)
        inside = QuestionRound.announced_at.is_not(None)
        rows = rows.where(or_(shown, inside) if may_look_inside(member) else shown)
    when = (QuestionRound.opens_at, QuestionRound.id)
    if place := position(cursor, str, int):
        rows = rows.where(tuple_(*when) < (moment(place[0]), place[1]))
    rows = rows.order_by(*(one.desc() for one in when)).limit(size + 1)
    return page_of(db.scalars(rows).all(), size, lambda one: (one.opens_at.isoformat(), one.id))


def going_on(*, most: int) -> Sequence[QuestionRound]:
    """Rounds in which people can ask now, the one that closes first on top."""
    rows = select(QuestionRound).where(
        QuestionRound.state == State.ANNOUNCED, QuestionRound.closes_at > now()
    )
    return db.scalars(rows.order_by(QuestionRound.closes_at, QuestionRound.id).limit(most)).all()


def to_be_closed() -> Sequence[int]:
    rows = select(QuestionRound.id).where(QuestionRound.state == State.ANNOUNCED)
    rows = rows.where(QuestionRound.closes_at <= now())
    return db.scalars(rows.order_by(QuestionRound.closes_at, QuestionRound.id)).all()


def _readable(round_: QuestionRound, to: Member | None) -> ColumnElement[bool]:
    """Behind the scenes all of them; in public none that is about one person."""
    if policy.may_prepare(to) or may_look_inside(to):
        return RoundQuestion.id.is_not(None)
    mine = RoundQuestion.asker_id == (to.id if to is not None else 0)
    if round_.published_at is None:
        return mine
    personal = exists().where(
        RoundAnswer.question_id == RoundQuestion.id, RoundAnswer.reason == Reason.PERSONAL
    )
    return or_(mine, ~personal)


def _with_answers(questions: Sequence[RoundQuestion]) -> list[Asked]:
    """All turns of all of them in one query."""
    said: dict[int, list[RoundAnswer]] = {one.id: [] for one in questions}
    rows = select(RoundAnswer).where(RoundAnswer.question_id.in_(said))
    rows = rows.options(joinedload(RoundAnswer.by)).order_by(RoundAnswer.turn)
    for answer in db.scalars(rows) if said else ():
        said[answer.question_id].append(answer)
    return [
        Asked(one, said[one.id][-1] if said[one.id] else None, said[one.id][1:])
        for one in questions
    ]


def _key(one: Asked) -> tuple[str, int]:
    at: datetime = one.question.asked_at
    return at.isoformat(), one.question.id


def rows_about(member_id: int) -> Any:
    """Their questions, held against an answer that comes at the same moment, in order."""
    rows = select(RoundQuestion.id).where(RoundQuestion.asker_id == member_id)
    return rows.order_by(RoundQuestion.id).with_for_update()
