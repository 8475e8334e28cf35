"""Keeps from which networks members come, as marks, and destroys all of it after 90 days."""

import secrets
from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import delete, select, update

from forum.accounts.models import Member
from forum.integrity.grounds import WINDOW
from forum.integrity.models import NetworkKey, NetworkSeen
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.keys import mark_of

Seen = tuple[int, str, date]
"""A member, the network they were signed in from, and the day."""
KEY_LASTS = WINDOW - timedelta(days=1)
"""The timer comes once a day, and no mark is older than the key: none outlives the window."""


def note_networks(seen: Collection[Seen]) -> None:
    """A batch of what pages have observed; of whoever is erased meanwhile nothing is kept."""
    nonce, there = _nonce(), _still_here({member_id for member_id, _network, _day in seen})
    for member_id, network, day in sorted(set(seen)):
        if member_id in there:
            _note(member_id, mark_of(network, salt=f"network:{nonce}"), day)


def forget_networks() -> None:
    """A key that is old enough goes, and with it every mark; the next visit makes a new one."""
    old = delete(NetworkKey).where(NetworkKey.made_at <= now() - KEY_LASTS)
    if db.execute(old.returning(NetworkKey.id), execution_options=SILENT).first():
        db.execute(delete(NetworkSeen), execution_options=SILENT)


def _nonce() -> str:
    """Shared with others who note, against whoever would destroy it meanwhile."""
    rows = select(NetworkKey.nonce).with_for_update(read=True)
    there = db.scalar(rows)
    if there is None:
        insert_once(NetworkKey, id=1, nonce=secrets.token_hex(32), made_at=now())
        there = db.scalars(rows).one()
    return there


def _still_here(member_ids: Collection[int]) -> set[int]:
    rows = select(Member.id).where(Member.id.in_(member_ids), Member.erased_at.is_(None))
    return set(db.scalars(rows.order_by(Member.id).with_for_update(read=True)))


def _note(member_id: int, mark: str, day: date) -> None:
    if insert_once(NetworkSeen, member_id=member_id, mark=mark, first_day=day, last_day=day):
        return
    mine = (NetworkSeen.member_id == member_id) & (NetworkSeen.mark == mark)
    later = update(NetworkSeen).where(mine, NetworkSeen.last_day < day)
    db.execute(later.values(last_day=day), execution_options=SILENT)
