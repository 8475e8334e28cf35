"""What must always hold about accounts, for `folkmoot doctor`."""

from collections.abc import Iterator

from sqlalchemy import exists, or_, select

from forum.accounts.events import MemberJoined
from forum.accounts.models import ApiToken, Member, SignIn
from forum.accounts.standing import STAFF_ROLES
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import Origin, PublishedEvent
from forum.kernel.house import Finding
from forum.kernel.site import asks_second_step

UNREACHABLE = or_(Member.is_imported, Member.erased_at.is_not(None))


def unreachable_people() -> Iterator[Finding]:
    """Imported and erased people have no address and no password, so no mail can reach them."""
    known = or_(Member.email.is_not(None), Member.password_hash.is_not(None))
    for member_id in db.scalars(select(Member.id).where(UNREACHABLE, known)):
        yield Finding("unreachable people", f"Member {member_id} still has an address or password.")


def staff_without_second_step() -> Iterator[Finding]:
    """A town that began as a demo lets staff in without a phone; no real person may work there."""
    if asks_second_step():
        return
    from_demo = exists().where(
        PublishedEvent.kind == MemberJoined.kind,
        PublishedEvent.origin == Origin.DEMO,
        PublishedEvent.actor_id == Member.id,
    )
    for member_id in db.scalars(select(Member.id).where(Member.role.in_(STAFF_ROLES), ~from_demo)):
        sentence = f"Member {member_id} works in a demo town, where no code of a phone is asked."
        yield Finding("staff without a second step", sentence)


def unreachable_people_signed_in() -> Iterator[Finding]:
    """Nobody acts for imported and erased people."""
    signed_in = select(SignIn.member_id).where(SignIn.ends_at > now())
    with_token = select(ApiToken.member_id).where(ApiToken.ended_at.is_(None))
    acting = or_(Member.id.in_(signed_in), Member.id.in_(with_token))
    for member_id in db.scalars(select(Member.id).where(UNREACHABLE, acting)):
        yield Finding("unreachable people signed in", f"Member {member_id} can still act.")


CHECKS = {
    "staff without a second step": staff_without_second_step,
    "unreachable people": unreachable_people,
    "unreachable people signed in": unreachable_people_signed_in,
}
