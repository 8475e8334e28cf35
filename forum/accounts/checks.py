"""What must always hold about accounts, for `folkmoot doctor`."""

from collections.abc import Iterator

from sqlalchemy import or_, select

from forum.accounts.models import ApiToken, Member, SignIn
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.house import Finding

UNREACHABLE = or_(Member.is_imported, Member.erased_at.is_not(None))


def unreachable_people() -> Iterator[Finding]:
    """Imported and erased people have no address and no password, so no mail can reach them."""
    known = or_(Member.email.is_not(None), Member.password_hash.is_not(None))
    for member_id in db.scalars(select(Member.id).where(UNREACHABLE, known)):
        yield Finding("unreachable people", f"Member {member_id} still has an address or password.")


def unreachable_people_signed_in() -> Iterator[Finding]:
    """Nobody acts for imported and erased people."""
    signed_in = select(SignIn.member_id).where(SignIn.ends_at > now())
    with_token = select(ApiToken.member_id).where(ApiToken.ended_at.is_(None))
    acting = or_(Member.id.in_(signed_in), Member.id.in_(with_token))
    for member_id in db.scalars(select(Member.id).where(UNREACHABLE, acting)):
        yield Finding("unreachable people signed in", f"Member {member_id} can still act.")
