"""What other rooms may ask about a ballot without importing it."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.ballots.models import Ballot
from forum.kernel.db import db
from forum.kernel.subjects import SubjectKind, may_see


def visible_to(ids: list[int], member: Member | None) -> set[int]:
    """Whoever sees what it is about."""
    rows = select(Ballot.id, Ballot.about_id).where(Ballot.id.in_(ids))
    return {id_ for id_, about_id in db.execute(rows).all() if may_see(about_id, member=member)}


def titles(ids: list[int]) -> dict[int, str]:
    rows = select(Ballot.id, Ballot.question).where(Ballot.id.in_(ids))
    return {id_: question for id_, question in db.execute(rows)}


def urls(ids: list[int]) -> dict[int, str]:
    """It stands on the page of what it is about."""
    return {}


SUBJECTS = {"ballot": SubjectKind(visible_to=visible_to, titles=titles, urls=urls)}
