"""What other rooms may ask about a round without importing it."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.subjects import SubjectKind
from forum.rounds import policy
from forum.rounds.models import QuestionRound


def visible_to(ids: list[int], member: Member | None) -> set[int]:
    rows = select(QuestionRound).where(QuestionRound.id.in_(ids))
    return {one.id for one in db.scalars(rows) if policy.may_see(member, one)}


def titles(ids: list[int]) -> dict[int, str]:
    rows = select(QuestionRound.id, QuestionRound.title).where(QuestionRound.id.in_(ids))
    return {id_: title for id_, title in db.execute(rows)}


def urls(ids: list[int]) -> dict[int, str]:
    return {id_: f"/rounds/{id_}" for id_ in titles(ids)}


SUBJECTS = {"question_round": SubjectKind(visible_to=visible_to, titles=titles, urls=urls)}
