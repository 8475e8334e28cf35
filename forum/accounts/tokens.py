"""Tokens of programs: given once, and taken back."""

import secrets

from sqlalchemy import update

from forum.accounts.current import digest
from forum.accounts.models import ApiToken, Member
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db
from forum.kernel.errors import Missing, Refused


def issue_token(member: Member, *, name: str) -> str:
    """A new token for programs; returned once, only its digest is stored."""
    if not member.is_active:
        raise Refused("Nobody can act for this account.")

    secret = f"fm_{secrets.token_urlsafe(32)}"
    db.add(ApiToken(digest=digest(secret), member_id=member.id, name=name))
    return secret


def end_token(member: Member, *, name: str) -> None:
    """From the next call on it opens nothing. Raises Missing when the member has no such token."""
    theirs = (ApiToken.member_id == member.id) & (ApiToken.name == name)
    live = update(ApiToken).where(theirs, ApiToken.ended_at.is_(None))
    ended = db.execute(live.values(ended_at=now()), execution_options=SILENT)
    if not ended.rowcount:  # type: ignore[attr-defined]
        raise Missing("This member has no token of this name that still works.")
