"""Finds members, their sign-ins and what a sign-in has to know."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import lazyload

from forum.accounts.emails import email_key
from forum.accounts.models import Member, SignIn
from forum.accounts.names import name_key
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing

MOST_SIGN_INS = 50


@dataclass(frozen=True)
class Lock:
    """What a sign-in is checked against; for an unknown address there is nobody and no hash."""

    member_id: int = 0
    password_hash: str | None = None


def member_of(member_id: int, *, lock: bool = False) -> Member:
    """A member by id; `lock` holds the row until the end of the transaction."""
    asked = select(Member).where(Member.id == member_id)
    if lock:
        alone = asked.options(lazyload(Member.standing)).with_for_update()
        asked = alone.execution_options(populate_existing=True)
    member: Member | None = db.scalar(asked)
    if member:
        return member
    raise Missing("We cannot find this person.")


def member_with_email(email: str) -> Member | None:
    """Whoever has this address, also somebody who has not proved it yet."""
    return db.scalar(select(Member).where(Member.email_key == email_key(email)))


def member_called(name: str) -> Member:
    """The member of this name, however it is spelled. Raises Missing."""
    member: Member | None = db.scalar(select(Member).where(Member.name_key == name_key(name)))
    if member:
        return member
    raise Missing("We cannot find anybody of this name.")


def is_name_taken(name: str, *, by_other_than: int | None = None) -> bool:
    """Only members who have proved their address hold a name."""
    holder = db.scalar(select(Member.id).where(Member.name_key == name_key(name)))
    return holder is not None and holder != by_other_than


def free_name(member: Member) -> str:
    """Their name, with a number when somebody else holds it."""
    name, number = member.name, 1
    while is_name_taken(name, by_other_than=member.id):
        number += 1
        name = f"{member.name} {number}"
    return name


def lock_of(email: str) -> Lock:
    """What stands between this address and a sign-in; imported and erased people have none.

    Nor have members who have not proved the address: otherwise signing up and then signing in
    would tell whether the address had an account before.
    """
    row = db.execute(
        select(Member.id, Member.password_hash).where(
            Member.email_key == email_key(email),
            Member.verified_at.is_not(None),
            Member.erased_at.is_(None),
            Member.is_imported.is_(False),
        )
    ).one_or_none()
    return Lock(row.id, row.password_hash) if row else Lock()


def live_sign_ins(member: Member) -> Sequence[SignIn]:
    """The browsers in which the member is signed in, newest first."""
    mine = select(SignIn).where(SignIn.member_id == member.id, SignIn.ends_at > now())
    return db.scalars(mine.order_by(SignIn.id.desc()).limit(MOST_SIGN_INS)).all()


def is_anybody_here() -> bool:
    """Whether this place ever had a member, imported and erased people too."""
    return db.scalar(select(Member.id).limit(1)) is not None


def count_members() -> int:
    """Everybody who has or had a voice here, imported people too, erased ones not."""
    living = select(func.count()).select_from(Member).where(Member.erased_at.is_(None))
    return db.scalar(living) or 0
