"""An idea's row is locked first, and its counters are changed where they stand."""

from typing import Any, cast

from sqlalchemy import Table, bindparam, update
from sqlalchemy.orm.attributes import set_committed_value

from forum.ideas.models import Idea
from forum.kernel.db import db

SILENT = {"synchronize_session": False}
AS_IT_IS = {"populate_existing": True}
_ROWS = cast(Table, Idea.__table__)
_ONE_MORE = {
    "version": _ROWS.c.version + 1,
    "support_count": _ROWS.c.support_count + 1,
    "viewer_count": _ROWS.c.viewer_count + bindparam("viewers"),
    "heat": bindparam("warmer"),
}
_COUNT_ONE = (
    update(_ROWS)
    .where(_ROWS.c.id == bindparam("idea_id"))
    .values(_ONE_MORE)
    .returning(*(_ROWS.c[name] for name in _ONE_MORE))
)


def hold(idea: Idea) -> None:
    """Read it again, and nobody else changes it until the transaction ends."""
    db.refresh(idea, with_for_update={"key_share": True})


def change_idea(idea: Idea, **columns: Any) -> None:
    """One atomic UPDATE, then the idea as it is now; its version grows with it."""
    change = update(Idea).where(Idea.id == idea.id).values(version=Idea.version + 1, **columns)
    db.scalars(change.returning(Idea), execution_options=SILENT | AS_IT_IS).one()


def count_one(idea: Idea, *, viewers: int, heat: float) -> None:
    """One more supporter, as `change_idea` would write it; made once, as so many wait for it."""
    facts = {"idea_id": idea.id, "viewers": viewers, "warmer": heat}
    for name, value in db.execute(_COUNT_ONE, facts).one()._mapping.items():
        set_committed_value(idea, name, value)


def named(idea: Idea, *, by: int | None, **facts: Any) -> dict[str, Any]:
    """What an event about an idea says."""
    return {"actor_id": by, "idea_id": idea.id, "author_id": idea.author_id} | facts
