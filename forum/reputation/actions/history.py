"""Entering the history of an archive into the ledger of awards, many rows at once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from forum.kernel.db import insert_missing
from forum.kernel.events import Event
from forum.kernel.totals import mark_stale
from forum.reputation import earning
from forum.reputation.actions.awarding import columns
from forum.reputation.ledger import Entry
from forum.reputation.models import Award
from forum.reputation.queries.awards import entered_for

AT_ONCE = 500


def enter_history(events: Iterable[Event]) -> int:
    """Fold events, in order of (happened_at, id), into the ledger; how many rows are new.

    For imports. Folding the same history again adds nothing.
    """
    entries = earning.fold(events)
    rows_of: dict[int | None, Any] = {}
    new = sum(_enter(part, rows_of) for part in _parts(entries))
    mark_stale("reputation", {entry.member_id for entry in entries})
    return new


def _parts(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """In their order, cut where an entry reverses one that has no row yet."""
    part: dict[int | None, Entry] = {}
    for entry in entries:
        if entry.undoes_id in part or len(part) == AT_ONCE:
            yield list(part.values())
            part = {}
        part[entry.id] = entry
    if part:
        yield list(part.values())


def _enter(part: list[Entry], rows_of: dict[int | None, Any]) -> int:
    """Insert what is missing; `rows_of` learns the row of each number of the fold."""
    rows = [_follows(entry, rows_of.get(entry.undoes_id)) for entry in part]
    new = insert_missing(Award, [columns(row) for row in rows])
    entered = entered_for({row.event_id for row in rows})
    reversals = {one.undoes_id: one for one in entered if one.undoes_id is not None}
    awards = {_award(one): one for one in entered if one.undoes_id is None}
    for row in rows:
        is_award = row.undoes_id is None
        rows_of[row.id] = awards[_award(row)] if is_award else reversals[row.undoes_id]
    return new


def _follows(entry: Entry, undone: Any) -> Entry:
    """The opposite of what was really granted, which an earlier import may have found otherwise."""
    if undone is None:
        return entry
    points = -undone.points if entry.points else 0
    return replace(entry, undoes_id=undone.id, points=points)


def _award(row: Any) -> tuple[int, int, str]:
    """What only one award can have."""
    return row.event_id, row.member_id, row.kind
