"""What other rooms may ask about an idea without importing it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.ideas.models import Idea, IdeaComment
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
    return member.id == row.author_id or (member.works_here and row.state != "draft")


def _said(ids: list[int]) -> dict[int, Any]:
    """Comments with the idea they are about; one that does not show is nobody's to see."""
    columns = (IdeaComment.id.label("comment_id"), Idea.id, Idea.author_id, Idea.state)
    rows = select(*columns, Idea.title, Idea.slug).join(Idea, Idea.id == IdeaComment.idea_id)
    shown = rows.where(IdeaComment.id.in_(ids), IdeaComment.state == "visible")
    return {row.comment_id: row for row in db.execute(shown)}


def _comments_visible_to(ids: list[int], member: Member | None) -> set[int]:
    return {id_ for id_, row in _said(ids).items() if _may_see(row, member)}


def _comment_titles(ids: list[int]) -> dict[int, str]:
    return {id_: row.title for id_, row in _said(ids).items()}


def _comment_urls(ids: list[int]) -> dict[int, str]:
    return {id_: f"{idea_path(row.id, row.slug)}#comments" for id_, row in _said(ids).items()}


SUBJECTS = {
    "idea": SubjectKind(visible_to=visible_to, titles=titles, urls=urls),
    "idea_comment": SubjectKind(
        visible_to=_comments_visible_to, titles=_comment_titles, urls=_comment_urls
    ),
}
