"""Tokens of programs: given once, and taken back."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import update

from forum.accounts import queries
from forum.accounts.current import digest
from forum.accounts.models import ApiToken, Member
from forum.accounts.scopes import OF_EVERYBODY, OF_ROLES, written
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db
from forum.kernel.errors import Invalid, Missing, Refused
from forum.kernel.paging import LARGEST

MOST_TOKENS = 20
TOO_MANY = "You have %(most)s tokens. End one that you no longer need."
NO_SCOPE = "Choose what the token may be used for."
NOT_YOURS = "Your own account does not open this, so a token of yours cannot either."


def scopes_for(member: Member) -> tuple[str, ...]:
    """What a token of this person can be made for, as long as they act with their role."""
    return OF_EVERYBODY if member.acts_as_citizen else OF_ROLES[member.role]


def issue_token(
    member: Member,
    *,
    name: str,
    scopes: Iterable[str] | None = None,
    ends_at: datetime | None = None,
) -> str:
    """A new token for programs; returned once, only its digest is stored.

    Without `scopes` it may be used for everything its member may do today.
    """
    wanted = set(scopes_for(member) if scopes is None else scopes)
    _refuse_unfit(member, wanted)

    secret = f"fm_{secrets.token_urlsafe(32)}"
    token = ApiToken(digest=digest(secret), member_id=member.id, name=name)
    token.scopes, token.ends_at = written(wanted), ends_at
    db.add(token)
    return secret


def end_own_token(token_id: int, *, by: Member) -> None:
    """Raises Missing for a token of somebody else; twice changes nothing."""
    token = db.get(ApiToken, min(token_id, LARGEST))
    if token is None or token.member_id != by.id:
        raise Missing("We cannot find this token.")
    token.ended_at = token.ended_at or now()


def end_token(member: Member, *, name: str) -> None:
    """From the next call on it opens nothing. Raises Missing when the member has no such token."""
    theirs = (ApiToken.member_id == member.id) & (ApiToken.name == name)
    live = update(ApiToken).where(theirs, ApiToken.ended_at.is_(None))
    ended = db.execute(live.values(ended_at=now()), execution_options=SILENT)
    if not ended.rowcount:  # type: ignore[attr-defined]
        raise Missing("This member has no token of this name that still works.")


def _refuse_unfit(member: Member, wanted: set[str]) -> None:
    if not member.is_active:
        raise Refused("Nobody can act for this account.")
    if not wanted:
        raise Invalid(NO_SCOPE, {"scopes": NO_SCOPE})
    if not wanted <= set(scopes_for(member)):
        raise Invalid(NOT_YOURS, {"scopes": NOT_YOURS})
    if len(queries.live_tokens(member)) >= MOST_TOKENS:
        raise Refused(_(TOO_MANY, most=MOST_TOKENS))
