"""Writing down what the desk keeps ready, changing it, retiring it, and undoing a change."""

from collections.abc import Mapping
from typing import Any

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Refused
from moderation.helpdesk.policy import manages
from moderation.macros import queries
from moderation.macros.models import ReadyChange
from moderation.macros.queries import Ready
from moderation.macros.wording import ANSWER, BODY, MACRO, WORD
from moderation.settings.changes import CHANGED_MEANWHILE, differences
from moderation.settings.queries import is_back

ONLY_MANAGERS = "Only managers and administrators keep what the desk has ready."
NO_UNDOING = "What was added is not taken away: tickets may have been answered with it. Retire it."
DEEDS = {
    ANSWER: ("ready answer added", "ready answer changed", "change of a ready answer undone"),
    MACRO: ("macro added", "macro changed", "change of a macro undone"),
    BODY: ("body elsewhere added", "body elsewhere changed", "change of a body elsewhere undone"),
    WORD: ("plain word added", "plain word changed", "change of a plain word undone"),
}
Facts = Mapping[str, Any]


def add(kind: str, facts: Facts, *, by: Member) -> Ready:
    _require(by)
    row = queries.MODELS[kind](**facts)
    db.add(row)
    db.flush()
    _note(kind, row.id, {}, facts, by)
    return row


def change(kind: str, row_id: int, facts: Facts, *, by: Member, version: int) -> None:
    """Raises Conflict when somebody else changed it since the form was opened."""
    _require(by)
    row = queries.row_numbered(kind, row_id, lock=True)
    before, after = differences(queries.facts_of(kind, row), facts)
    if not after:
        return
    if row.version != version:
        raise Conflict(CHANGED_MEANWHILE)

    _set(row, after)
    _note(kind, row_id, before, after, by)


def undo(made: ReadyChange, *, by: Member) -> None:
    """Put back what stood there before, unless it was changed again since. Twice is harmless."""
    _require(by)
    if made.is_addition:
        raise Refused(NO_UNDOING)
    row = queries.row_numbered(made.kind, made.row_id, lock=True)
    if is_back(made, queries.facts_of(made.kind, row)):
        return

    _set(row, made.before)
    _note(made.kind, made.row_id, made.after, made.before, by, undoes=made.id)


def _require(by: Member) -> None:
    if not manages(by):
        raise Refused(ONLY_MANAGERS)


def _set(row: Ready, facts: Facts) -> None:
    for name, value in facts.items():
        setattr(row, name, value)
    row.version += 1


def _note(
    kind: str, row_id: int, before: Facts, after: Facts, by: Member, *, undoes: int | None = None
) -> None:
    made = ReadyChange(kind=kind, row_id=row_id, actor_id=by.id, made_at=now(), undoes_id=undoes)
    made.before, made.after = dict(before), dict(after)
    db.add(made)
    db.flush()
    added, changed, put_back = DEEDS[kind]
    deed = put_back if undoes else changed if before else added
    audit.record(deed, by=by.id, reason=f"change {made.id}")
