"""What each counter of an idea must be, told from the rows it counts."""

from typing import Any

from sqlalchemy import func, select

from forum.ideas.models import IdeaComment, IdeaViewer, Support


def supporters_of(idea_id: Any) -> Any:
    """As a part of a query about ideas."""
    rows = select(func.count()).select_from(Support).where(Support.idea_id == idea_id)
    return rows.scalar_subquery()


def viewers_of(idea_id: Any) -> Any:
    rows = select(func.count()).select_from(IdeaViewer).where(IdeaViewer.idea_id == idea_id)
    return rows.scalar_subquery()


def comments_on(idea_id: Any) -> Any:
    rows = select(func.count()).select_from(IdeaComment).where(IdeaComment.idea_id == idea_id)
    return rows.where(IdeaComment.state == "visible").scalar_subquery()
