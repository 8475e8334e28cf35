"""Browsers in which somebody is signed in: how that begins and ends."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, func, select, update

from forum.accounts import queries
from forum.accounts.current import digest
from forum.accounts.models import Code, Member, SignIn
from forum.kernel import holding
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db
from forum.kernel.errors import Missing, Refused

SIGN_IN_LASTS = timedelta(days=30)
KEPT_AFTER_THE_END = timedelta(days=30)
CHANGED_MEANWHILE = "Your password was changed a moment ago. Sign in with the new one."


def begin_sign_in(member: Member, *, browser: str, second_step: bool = False) -> str:
    """A new sign-in; returns the secret for the cookie, which is stored nowhere.

    `second_step` says that the code of the phone was shown; for staff nothing opens without.
    """
    if not member.is_active:
        raise Refused("Nobody can sign in to this account.")

    secret = secrets.token_urlsafe(32)
    begun = SignIn(digest=digest(secret), member_id=member.id, browser=browser)
    begun.ends_at = now() + SIGN_IN_LASTS
    begun.second_step_at = now() if second_step else None
    db.add(begun)
    return secret


def sign_in(
    member_id: int, *, proven_hash: str, browser: str, fresh_hash: str | None
) -> tuple[Member, str | None]:
    """Begin a sign-in after `proven_hash` was found to match; `fresh_hash` takes its place."""
    member = queries.member_of(member_id, lock=True)
    if member.password_hash != proven_hash:
        raise Refused(CHANGED_MEANWHILE)
    if fresh_hash:
        member.password_hash = fresh_hash

    return member, first_step_done(member, browser=browser)


def first_step_done(member: Member, *, browser: str) -> str | None:
    """The secret of a new sign-in; None when the code of the phone has to be shown first."""
    if queries.asks_for_code(member):
        return None
    return begin_sign_in(member, browser=browser)


def end_sign_in(sign_in_id: int, *, by: Member) -> None:
    """Sign one browser out. Raises Missing for a sign-in of somebody else."""
    found = db.get(SignIn, sign_in_id)
    if found is None or found.member_id != by.id:
        raise Missing("We cannot find this sign-in.")
    if found.ends_at > now():
        found.ends_at = now()


def end_all_sign_ins(member: Member, *, but: int | None = None) -> None:
    """Sign the member out everywhere, or everywhere but in one browser."""
    live = update(SignIn).where(SignIn.member_id == member.id, SignIn.ends_at > now())
    if but is not None:
        live = live.where(SignIn.id != but)
    db.execute(live.values(ends_at=now()), execution_options=SILENT)


def forget_ended() -> None:
    """Sign-ins and codes that ended long ago say nothing any more; but a sign-in of somebody whom
    a hold covers is kept.
    """
    before = now() - KEPT_AFTER_THE_END
    is_old, is_free = SignIn.ends_at < before, holding.is_free(member=SignIn.member_id)
    db.execute(delete(SignIn).where(is_old, is_free), execution_options=SILENT)
    holding.note_kept("sign-ins", select(func.count(SignIn.member_id)).where(is_old))
    db.execute(delete(Code).where(Code.ends_at < before), execution_options=SILENT)
