"""What was changed in a rule, by whom."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from moderation.escalations.models import RuleChange

MOST = 100


def history_of(trigger: str, topic_id: int | None) -> Sequence[RuleChange]:
    """The newest first."""
    about = (RuleChange.trigger == trigger, RuleChange.topic_id.is_not_distinct_from(topic_id))
    rows = select(RuleChange).where(*about).order_by(RuleChange.id.desc()).limit(MOST)
    return db.scalars(rows.options(joinedload(RuleChange.actor).lazyload("*"))).all()


def change_numbered(change_id: int) -> RuleChange:
    """Raises Missing."""
    if change := db.get(RuleChange, min(change_id, LARGEST)):
        return change
    raise Missing("We cannot find this change.")
