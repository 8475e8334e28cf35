"""What other rooms may ask about an idea without importing it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.ideas.models import Idea
from forum.kernel.db import db
from forum.kernel.subjects import SubjectKind


def idea_path(idea_id: int, slug: str) -> str:
    """The canonical address."""
    return f"/ideas/{idea_id}-{slug}"


def _found(ids: list[int]) -> Iterable[Any]:
    columns = (Idea.id, Idea.author_id, Idea.state, Idea.title, Idea.slug)
    return db.execute(select(*columns).where(Idea.id.in_(ids)))


def visible_to(ids: list[int], member: Member | None) -> set[int]:
    return {row.id for row in _found(ids) if _may_see(row, member)}


def titles(ids: list[int]) -> dict[int, str]:
    return {row.id: row.title for row in _found(ids)}


def urls(ids: list[int]) -> dict[int, str]:
    return {row.id: idea_path(row.id, row.slug) for row in _found(ids)}


def _may_see(row: Any, member: Member | None) -> bool:
    if row.state == "published":
        return True
    if member is None:
        return False
    return member.id == row.author_id or (member.is_staff and row.state != "draft")


SUBJECTS = {"idea": SubjectKind(visible_to=visible_to, titles=titles, urls=urls)}
