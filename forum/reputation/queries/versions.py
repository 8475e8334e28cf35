"""Which rules hold at a moment, and which are to come."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.reputation.ladder import PUBLISHED, Rules
from forum.reputation.models import RulesVersion
from forum.reputation.rulebook import read_rules

NOT_THERE = "There are no such rules."


def rules_at(moment: datetime) -> Rules:
    """The version that holds then; before staff make one, it is the first."""
    began = RulesVersion.effective_at <= moment
    newest = select(RulesVersion.version, RulesVersion.written).where(began, _stands())
    row = db.execute(newest.order_by(RulesVersion.effective_at.desc()).limit(1)).first()
    return rules_of(row) if row else PUBLISHED


def rules_of(version: Any) -> Rules:
    """A version, or a row with its text and number, as rules."""
    return read_rules(version.written, version=version.version)


def rules_now() -> Rules:
    return rules_at(now())


def rules_to_come() -> RulesVersion | None:
    """What is announced and does not hold yet; there is one at most."""
    later = RulesVersion.effective_at > now()
    return db.scalars(select(RulesVersion).where(later, _stands())).first()


def version_with_id(version_id: int) -> RulesVersion:
    """Raises Missing for one there is not."""
    found = db.get(RulesVersion, min(version_id, LARGEST))
    if found is None:
        raise Missing(NOT_THERE)
    return found


def all_versions(most: int = 50) -> Sequence[RulesVersion]:
    """The newest first."""
    return db.scalars(select(RulesVersion).order_by(RulesVersion.id.desc()).limit(most)).all()


def _stands() -> ColumnElement[bool]:
    return RulesVersion.withdrawn_at.is_(None)
