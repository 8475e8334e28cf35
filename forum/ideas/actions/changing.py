"""An idea's row is locked first, and its counters are changed where they stand."""

from typing import Any

from sqlalchemy import update

from forum.ideas.models import Idea
from forum.kernel.db import db

SILENT = {"synchronize_session": False}
AS_IT_IS = {"populate_existing": True}


def hold(idea: Idea) -> None:
    """Read it again, and nobody else changes it until the transaction ends."""
    db.refresh(idea, with_for_update={"key_share": True})


def change_idea(idea: Idea, **columns: Any) -> None:
    """One atomic UPDATE, then the idea as it is now; its version grows with it."""
    change = update(Idea).where(Idea.id == idea.id).values(version=Idea.version + 1, **columns)
    db.scalars(change.returning(Idea), execution_options=SILENT | AS_IT_IS).one()


def named(idea: Idea, *, by: int | None, **facts: Any) -> dict[str, Any]:
    """What an event about an idea says."""
    return {"actor_id": by, "idea_id": idea.id, "author_id": idea.author_id} | facts
