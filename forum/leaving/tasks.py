"""Once an hour whoever asked to go is reminded, and goes when the time to think it over is past.

And whoever is back by a backup from before their erasure is erased again.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import structlog

from forum.accounts.models import Member
from forum.accounts.queries import member_of
from forum.kernel.backups import erased
from forum.kernel.backups.erased import Repeated, Whom, Word
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import acting_through
from forum.leaving import actions, policy, queries
from forum.leaving.policy import MEMBER, listed_as

log = structlog.get_logger(__name__)


def remind_leavers() -> None:
    """Some days before; whoever's day has come is told by the farewell."""
    for member_id in _leaving_by(now() + policy.REMINDED):
        with writing():
            actions.remind(member_id)


def erase_leavers() -> None:
    """Each in a transaction of their own; whoever has to be kept is asked about again next time."""
    keep_list_true()
    done = [_close(member_id) for member_id in _leaving_by(now())]
    if kept := done.count("kept"):
        log.info("kept under a hold", what="people who want to go", rows=kept)


def keep_list_true() -> None:
    """What stands in no list yet, or was broken off in the middle, is in it as the database has it.

    Raises Refused when the list is damaged: then nobody is erased, because none may be lost.
    """
    known = erased.last_words()
    with fresh_reading():
        gone = queries.erased_people()
    missing = [one for one in sorted(gone) if known.get(one) != Word.DONE]
    if missing or not erased.place().exists():
        erased.note(Word.DONE, *missing)
    for one, word in known.items():
        if word == Word.BEGUN and one.kind == MEMBER and one not in gone:
            _find_out(one)


def erase_again() -> Repeated:
    """After a backup was put back: whoever the list names and who is here again, is erased.

    Twice is harmless. Raises Refused when the list is damaged.
    """
    with acting_through("command"):
        outcomes = Counter(_again(one) for one in erased.listed(MEMBER))
    return Repeated(gone=outcomes["gone"], waiting=outcomes["kept"])


def _close(member_id: int) -> str:
    """The last mail first, and the erasure when that has left us; so the next time comes to it."""
    with writing():
        member = member_of(member_id, lock=True)
        if not actions.may_go_now(member):
            return "kept"
        if not actions.bid_farewell(member):
            return "told"
        theirs = listed_as(member.id, member.joined_at)
        actions.erase(member)
        db.flush()
        erased.note(Word.BEGUN, theirs)
    erased.note(Word.DONE, theirs)
    return "gone"


def _find_out(one: Whom) -> None:
    """Under the lock of their row: whoever is being erased at this moment is waited for."""
    with writing():
        if member := _here(one):
            erased.note(Word.UNDONE if member.erased_at is None else Word.DONE, one)


def _again(one: Whom) -> str:
    with writing():
        member = _here(one)
        if member is None or member.erased_at is not None:
            return "not here"
        return "gone" if actions.erase_again(member) else "kept"


def _here(one: Whom) -> Member | None:
    """Locked; None for somebody who came after the backup, or whose number somebody else has."""
    member = db.get(Member, one.number, with_for_update={"of": Member})
    return member if member and listed_as(member.id, member.joined_at) == one else None


def _leaving_by(moment: datetime) -> Iterator[int]:
    after = 0
    while ids := _next(moment, after):
        yield from ids
        after = ids[-1]


def _next(moment: datetime, after: int) -> list[int]:
    with fresh_reading():
        return list(queries.leaving_by(moment, after=after))
