"""Making a link, saying yes at the sign-up, and bringing a referral to what the ledger says."""

import secrets
from typing import Any

from sqlalchemy import delete, or_, select, update

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.kernel.limits import spend
from forum.referrals import policy, queries
from forum.referrals.events import (
    JoinLinkMade,
    ReferralAccepted,
    ReferralCounted,
    ReferralUncounted,
    ReferralWithdrawn,
)
from forum.referrals.limits import LINKS
from forum.referrals.models import JoinLink, MemberReferral
from forum.referrals.rules import MOST, WAITS_FOR, counted_since

LETTERS, LENGTH = "abcdefghjkmnpqrstuvwxyz23456789", 16  # none that two people read differently
NOT_YET = (
    "You cannot invite people now. It begins when an answer of yours has helped somebody. It is "
    "for people of 18 or over whose account is not paused."
)


def make_link(*, by: Member, instead_of: str = "") -> None:
    """A link, or a new one for that code, which then opens nothing; twice makes one."""
    if not queries.may_invite(by):
        raise Refused(NOT_YET)
    if not _is_made(by.id, instead_of):
        return
    spend(LINKS, by.id)
    publish(JoinLinkMade(actor_id=by.id, member_id=by.id))


def say_yes(inviter: Member, *, invited_id: int) -> None:
    """Whoever signs up wants their inviter to know; it waits until the address is proved."""
    if inviter.id != invited_id:
        row = {"invited_id": invited_id, "inviter_id": inviter.id, "said_at": now()}
        insert_once(MemberReferral, **row)


def accept_referral(invited_id: int, *, is_sure: bool = False) -> bool:
    """Write down that they came; False when nothing waits, or it is not to be.

    With `is_sure` the person says it on a page of theirs. The link's row is locked first: of two
    who are accepted at once, the later one sees the earlier one.
    """
    waiting = queries.referral_of(invited_id)
    if waiting is None or waiting.accepted_at or waiting.inviter_id is None:
        return False
    if not is_sure and queries.is_unsure(waiting):
        return False
    link = queries.link_of(waiting.inviter_id, lock=True)
    row = _locked(waiting.id)
    if row is None or row.accepted_at:
        return False
    if link is None or not _is_due(link.member_id, invited_id):
        db.delete(row)
        return False

    row.accepted_at = now()
    publish(ReferralAccepted(actor_id=None, member_id=link.member_id, referral_id=row.id))
    settle_referral(invited_id)
    return True


def settle_referral(invited_id: int, *, tells: bool = True) -> bool:
    """Count it, or no longer, as the ledger says; True when that changed something."""
    before = queries.referral_of(invited_id)
    if before is None or before.inviter_id is None or before.accepted_at is None:
        return False
    queries.link_of(before.inviter_id, lock=True)
    row = _locked(before.id)
    if row is None or row.inviter_id is None:
        return False
    said = queries.solutions_for(invited_id)
    since = counted_since(said, inviter_id=row.inviter_id, invited_id=invited_id)
    if since == row.counted_at:
        return False
    was, row.counted_at = row.counted_at, since
    if tells and (was is None) != (since is None):
        _tell(row.inviter_id, row.id, is_counted=since is not None)
    db.flush()
    return True


def withdraw(invited_id: int) -> None:
    """Nobody is told who it was: the row goes, and with it the one place that says so."""
    row = queries.referral_of(invited_id)
    if row is None:
        return
    gone = delete(MemberReferral).where(MemberReferral.id == row.id)
    was_there = db.execute(gone, execution_options=SILENT).rowcount  # type: ignore[attr-defined]
    if was_there and row.accepted_at and row.inviter_id:
        publish(ReferralWithdrawn(actor_id=None, member_id=row.inviter_id, referral_id=row.id))


def forget_waiting() -> None:
    """A yes whose address nobody proved."""
    old = MemberReferral.accepted_at.is_(None) & (MemberReferral.said_at < now() - WAITS_FOR)
    db.execute(delete(MemberReferral).where(old), execution_options=SILENT)


def forget_member(member_id: int) -> None:
    """Their link goes, and their side of each referral; what others read as a number stays.

    A yes that was still waiting goes whole.
    """
    db.execute(delete(JoinLink).where(JoinLink.member_id == member_id), execution_options=SILENT)
    theirs = or_(MemberReferral.inviter_id == member_id, MemberReferral.invited_id == member_id)
    waiting = delete(MemberReferral).where(theirs, MemberReferral.accepted_at.is_(None))
    db.execute(waiting, execution_options=SILENT)
    for side in (MemberReferral.inviter_id, MemberReferral.invited_id):
        emptied = update(MemberReferral).where(side == member_id).values({side.key: None})
        db.execute(emptied, execution_options=SILENT)


def _is_made(member_id: int, instead_of: str) -> bool:
    code = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    if not instead_of:
        return insert_once(JoinLink, member_id=member_id, code=code, made_at=now())
    old = update(JoinLink).where(JoinLink.member_id == member_id, JoinLink.code == instead_of)
    new = db.execute(old.values(code=code, made_at=now()), execution_options=SILENT)
    return bool(new.rowcount)  # type: ignore[attr-defined]


def _is_due(inviter_id: int, invited_id: int) -> bool:
    inviter, invited = db.get_one(Member, inviter_id), db.get_one(Member, invited_id)
    fits = policy.may_have_link(inviter) and policy.may_be_counted(invited)
    return fits and queries.accepted_lately(inviter_id) < MOST


def _locked(referral_id: int) -> MemberReferral | None:
    """As it is now; None when it was taken back meanwhile."""
    mine = select(MemberReferral).where(MemberReferral.id == referral_id).with_for_update()
    return db.scalar(mine.execution_options(populate_existing=True))


def _tell(inviter_id: int, referral_id: int, *, is_counted: bool) -> None:
    about: dict[str, Any] = {"actor_id": None, "member_id": inviter_id, "referral_id": referral_id}
    if is_counted:
        is_first = not queries.was_ever_counted(inviter_id)
        publish(ReferralCounted(**about, is_first=is_first))
    else:
        publish(ReferralUncounted(**about))
