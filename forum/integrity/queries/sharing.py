"""With whom members share a network or a mailbox; for the nightly look, never for a page."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from forum.accounts.emails import mailbox_of
from forum.accounts.models import Member
from forum.integrity.flow import Flow, Shared
from forum.integrity.grounds import BY_MAILBOX, PUBLIC_FROM
from forum.integrity.models import NetworkSeen
from forum.kernel.db import db
from forum.kernel.personal import Row

AT_ONCE = 400


def shared_among(gifts: Flow, seeds: Collection[int]) -> Shared:
    """For those seeds who got enough for any finding."""
    least = BY_MAILBOX.least
    members = {one for one in seeds if gifts.received.get(one, 0) >= least}
    if not members:
        return Shared()
    return Shared(_networks(members), _mailboxes(members, gifts))


def networks_of(member_id: int) -> Sequence[Row]:
    """What is kept of where one was signed in, as far as it says anything: how many networks, the
    first day and the last.
    """
    days = func.min(NetworkSeen.first_day), func.max(NetworkSeen.last_day)
    rows = select(func.count(), *days).where(NetworkSeen.member_id == member_id)
    many, first, last = db.execute(rows).one()
    if not many:
        return []
    return [{"networks": many, "first_day": first.isoformat(), "last_day": last.isoformat()}]


def _networks(members: set[int]) -> dict[int, set[int]]:
    """Who was on the same network at the same time; places that are open to all left out."""
    one, other = aliased(NetworkSeen), aliased(NetworkSeen)
    marks = select(NetworkSeen.mark).group_by(NetworkSeen.mark)
    small = marks.having(func.count().between(2, PUBLIC_FROM - 1)).subquery()
    rows = select(one.member_id, other.member_id).distinct().join(small, small.c.mark == one.mark)
    rows = rows.join(other, (other.mark == one.mark) & (other.member_id != one.member_id))
    at_once = (one.first_day <= other.last_day) & (other.first_day <= one.last_day)
    return _by_first((a, b) for a, b in db.execute(rows.where(at_once)) if a in members)


def _mailboxes(members: set[int], gifts: Flow) -> dict[int, set[int]]:
    """Computed from the addresses of these people and whoever gave them something; kept nowhere."""
    givers = {giver for one in members for giver in gifts.got[one]}
    boxes = _boxes(sorted(members | givers))
    of_box = _by_first((box, member_id) for member_id, box in boxes.items())
    many = {box: theirs for box, theirs in of_box.items() if len(theirs) > 1}
    return {one: many[boxes[one]] - {one} for one in members if boxes.get(one) in many}


def _boxes(member_ids: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(member_ids), AT_ONCE):
        some = member_ids[start : start + AT_ONCE]
        rows = select(Member.id, Member.email_key).where(Member.id.in_(some))
        told = db.execute(rows.where(Member.email_key.is_not(None)))
        found |= {member_id: mailbox_of(key or "") for member_id, key in told}
    return found


def _by_first(pairs: Iterable[tuple[Any, int]]) -> dict[Any, set[int]]:
    found: dict[Any, set[int]] = {}
    for first, second in pairs:
        found.setdefault(first, set()).add(second)
    return found
