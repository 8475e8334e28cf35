"""Entering awards into the ledger, and taking them back exactly as they were granted.

Whoever enters something first marks the totals stale and then locks the members' reputation
rows, always in this order and in the order of ids: so caps hold however many write at once.
"""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime

from sqlalchemy import select

from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.events import Event
from forum.kernel.totals import mark_stale
from forum.reputation import earning
from forum.reputation.ledger import Entry, Ledger
from forum.reputation.models import Award, Reputation
from forum.reputation.queries.awards import ledger_for, members_awarded_for
from forum.reputation.queries.streams import moves_before, turned_with
from forum.reputation.rules import PENALTIES
from forum.threads.events import PostDeleted, PostHidden, PostRestored, PostUnhidden


def award(
    kind: str, *, to: int, event_id: int, subject_id: int | None = None, by: int | None = None
) -> int:
    """Give one award of the table; the points granted, 0 when this event gave it before."""
    asked = Entry(
        event_id=event_id,
        member_id=to,
        giver_id=by,
        subject_id=subject_id,
        kind=kind,
        points=0,
        granted_at=now(),
    )
    about = set() if subject_id is None else {subject_id}
    ledger = _locked({to}, about=about, by=by, at=asked.granted_at, event_id=event_id)
    if kind not in PENALTIES or not ledger.has(asked):
        earning.give(ledger, asked)
    return _write(ledger)


def undo(kind: str, *, event_id: int, subject_id: int, to: int | None = None) -> int:
    """Take back the awards of a kind for one post, of everybody or of one; the points moved."""
    members, about = members_awarded_for({subject_id}), {subject_id}
    ledger = _locked(members, about=about, at=now(), event_id=event_id)
    earning.take_back(ledger, event_id, {kind}, subject_id=subject_id, member_id=to)
    return _write(ledger)


def count_upheld_report(
    member_id: int, *, event_id: int, subject_id: int, is_spam: bool = False
) -> int:
    """A report against this post was upheld: counted once for each post."""
    kind = "spam" if is_spam else "report_upheld"
    return award(kind, to=member_id, event_id=event_id, subject_id=subject_id)


def enter(event: Event, *, about: int, members: Collection[int]) -> None:
    """Enter what an event earns or takes back; `members` are all whose ledger it can touch."""
    at, by = event.row.happened_at, event.actor_id
    ledger = _locked(members, about={about}, by=by, at=at, event_id=event.event_id)
    earning.earn(event, ledger)
    _write(ledger)


def enter_turn(event: PostDeleted | PostHidden | PostRestored | PostUnhidden) -> None:
    """Enter what rests or comes back because a post, or a whole question, left or came back."""
    posts = turned_with(event)
    at, members = event.row.happened_at, members_awarded_for(posts)
    ledger = _locked(members, about=posts, at=at, event_id=event.event_id)
    ledger.showing.know(event.thread_id, posts)
    for earlier in moves_before(event, posts):
        ledger.showing.hear(earlier)
    earning.earn(event, ledger)
    _write(ledger)


def _locked(
    members: Collection[int], *, about: Collection[int], at: datetime, event_id: int,
    by: int | None = None,
) -> Ledger:  # fmt: skip
    mark_stale("reputation", members)
    if missing := set(members) - _lock(members):
        for member_id in sorted(missing):
            insert_once(Reputation, member_id=member_id, points=0)
        _lock(missing)
    return ledger_for(subjects=about, members=members, giver_id=by, at=at, before=event_id)


def _lock(members: Collection[int]) -> set[int]:
    rows = select(Reputation.member_id).where(Reputation.member_id.in_(members))
    return set(db.scalars(rows.order_by(Reputation.member_id).with_for_update()))


def _write(ledger: Ledger) -> int:
    """Insert what is new; the points that were really added."""
    return sum(e.points for e in ledger.new if insert_once(Award, **columns(e)))


def columns(entry: Entry) -> dict[str, object]:
    """The entry as a new row of the ledger."""
    return {field.name: getattr(entry, field.name) for field in fields(entry) if field.name != "id"}
