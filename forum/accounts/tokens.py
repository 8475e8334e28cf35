"""Taking tokens of programs back."""

from sqlalchemy import update

from forum.accounts.models import ApiToken, Member
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing

SILENT = {"synchronize_session": False}


def end_token(member: Member, *, name: str) -> None:
    """From the next call on it opens nothing. Raises Missing when the member has no such token."""
    theirs = (ApiToken.member_id == member.id) & (ApiToken.name == name)
    live = update(ApiToken).where(theirs, ApiToken.ended_at.is_(None))
    ended = db.execute(live.values(ended_at=now()), execution_options=SILENT)
    if not ended.rowcount:  # type: ignore[attr-defined]
        raise Missing("This member has no token of this name that still works.")
