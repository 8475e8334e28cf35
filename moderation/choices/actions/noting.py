"""A change with both its sides, and its line in the audit log."""

from collections.abc import Mapping
from typing import Any

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Refused
from forum.topics.policy import may_keep_catalogue
from moderation.choices.models import ChoiceChange

Facts = Mapping[str, Any]
ONLY_MANAGERS = "Only managers and administrators can change what people can choose."
DEEDS = {
    "board": ("board added", "board changed", "change of a board undone"),
    "idea_reason": ("reason added", "reason changed", "change of a reason undone"),
    "ticket_kind": ("kind added", "kind changed", "change of a kind undone"),
    "report_reason": ("reason added", "reason changed", "change of a reason undone"),
}


def require(by: Member) -> None:
    if not may_keep_catalogue(by):
        raise Refused(ONLY_MANAGERS)


def note(
    kind: str, key: str, before: Facts, after: Facts, by: Member, *, undoes: int | None = None
) -> None:
    """In the transaction of the change itself."""
    change = ChoiceChange(kind=kind, key=key, actor_id=by.id, made_at=now(), undoes_id=undoes)
    change.before, change.after = dict(before), dict(after)
    db.add(change)
    db.flush()
    added, changed, put_back = DEEDS[kind]
    deed = put_back if undoes else changed if before else added
    audit.record(deed, by=by.id, reason=f"change {change.id}")
