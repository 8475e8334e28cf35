"""What other rooms may ask about a problem without importing it."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.subjects import SubjectKind
from moderation.problems.models import Problem
from moderation.problems.policy import may_keep
from moderation.problems.queries import public_path


def visible_to(ids: list[int], member: Member | None) -> set[int]:
    """Everybody those that are public, the desk all."""
    rows = select(Problem.id).where(Problem.id.in_(ids))
    return set(db.scalars(rows if may_keep(member) else rows.where(Problem.is_public)))


def titles(ids: list[int]) -> dict[int, str]:
    rows = select(Problem.id, Problem.title).where(Problem.id.in_(ids))
    return {row.id: row.title for row in db.execute(rows)}


def urls(ids: list[int]) -> dict[int, str]:
    return {id_: public_path(id_) for id_ in titles(ids)}


SUBJECTS = {"problem": SubjectKind(visible_to=visible_to, titles=titles, urls=urls)}
