"""Finds members, their sign-ins and what a sign-in has to know."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import lazyload

from forum.accounts.emails import email_key
from forum.accounts.models import ApiToken, Member, RecoveryCode, SecondStep, SignIn
from forum.accounts.names import name_key
from forum.accounts.policy import people_to_name
from forum.accounts.standing import Role
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


def member_with_id(member_id: int) -> Member | None:
    """The same for an id that somebody sent; None when nobody has it or nobody acts for them."""
    member = db.get(Member, member_id)
    return member if member and member.is_active else None


def member_with_email(email: str) -> Member | None:
    """Whoever has this address, also somebody who has not proved it yet."""
    return db.scalar(select(Member).where(Member.email_key == email_key(email)))


def language_of(recipient: str) -> str | None:
    """What `member:12` has chosen to read; None for those who have no account or chose nothing."""
    kind, _, number = recipient.partition(":")
    if kind != "member":
        return None
    return db.scalar(select(Member.language).where(Member.id == int(number)))


def member_called(name: str) -> Member:
    """The member of this name, however it is spelled. Raises Missing."""
    member: Member | None = db.scalar(select(Member).where(Member.name_key == name_key(name)))
    if member:
        return member
    raise Missing("We cannot find anybody of this name.")


def people_called(keys: Collection[str]) -> dict[str, tuple[int, str]]:
    """Of these keys of names those that may be called in a text: the id and the name as it is."""
    rows = select(Member.name_key, Member.id, Member.name)
    found = db.execute(rows.where(Member.name_key.in_(keys), people_to_name()))
    return {row.name_key: (row.id, row.name) for row in found}


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


def asks_for_code(member: Member) -> bool:
    """Whether this person shows the code of a phone at each sign-in; citizens never do."""
    return member.is_staff and has_second_step(member)


def has_second_step(member: Member) -> bool:
    return bool(db.scalar(select(exists().where(SecondStep.member_id == member.id))))


def recovery_codes_left(member: Member) -> int:
    unused = (RecoveryCode.member_id == member.id) & RecoveryCode.used_at.is_(None)
    return db.scalar(select(func.count()).select_from(RecoveryCode).where(unused)) or 0


def live_tokens(member: Member) -> Sequence[ApiToken]:
    """The tokens that still open something, newest first."""
    mine = (ApiToken.member_id == member.id) & ApiToken.is_live()
    return db.scalars(select(ApiToken).where(mine).order_by(ApiToken.id.desc())).all()


def other_administrators(member: Member, *, lock: bool = False) -> int:
    """How many others could run the place; `lock` keeps them from going at the same time."""
    able = select(Member.id, Member.suspended_until).where(
        Member.role == Role.ADMIN, Member.erased_at.is_(None), Member.is_imported.is_(False)
    )
    rows = db.execute(able.order_by(Member.id).with_for_update() if lock else able).all()
    there = [row.id for row in rows if not (row.suspended_until and row.suspended_until > now())]
    return len(set(there) - {member.id})


def count_members() -> int:
    """Everybody who has or had a voice here, imported people too, erased ones not."""
    living = select(func.count()).select_from(Member).where(Member.erased_at.is_(None))
    return db.scalar(living) or 0
