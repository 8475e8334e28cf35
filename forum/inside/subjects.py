"""What other rooms may ask about a note behind the scenes without importing it."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.inside import policy
from forum.inside.models import InsideNote
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.subjects import SubjectKind


def visible_to(ids: list[int], member: Member | None) -> set[int]:
    """Public ones are for everybody, the others for whoever may look behind the scenes."""
    rows = select(InsideNote).where(InsideNote.id.in_(ids))
    return {one.id for one in db.scalars(rows) if policy.may_see(member, one, at=now())}


def titles(ids: list[int]) -> dict[int, str]:
    rows = select(InsideNote.id, InsideNote.title).where(InsideNote.id.in_(ids))
    return {id_: title for id_, title in db.execute(rows)}


def urls(ids: list[int]) -> dict[int, str]:
    return {id_: f"/inside/{id_}" for id_ in titles(ids)}


SUBJECTS = {"inside_note": SubjectKind(visible_to=visible_to, titles=titles, urls=urls)}
