"""What can be done with an account: join, prove the address, sign in, change, end."""

import secrets

from sqlalchemy import select, update

from forum.accounts import doorway, events, policy, queries
from forum.accounts.codes import Purpose, end_codes, known_code, live_code, make_code, use_code
from forum.accounts.emails import checked_email, email_key
from forum.accounts.models import ApiToken, Code, Member, Standing
from forum.accounts.names import name_key
from forum.accounts.second_steps import forget_second_step
from forum.accounts.sign_ins import CHANGED_MEANWHILE, end_all_sign_ins
from forum.accounts.standing import Role
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish

NAMELESS = "Former member"
NAME_TAKEN = "This name is taken here. Add a letter or a second name."
LAST_ADMINISTRATOR = (
    "This is the only administrator. Give somebody else the role first, then take it from here."
)


def sign_up(
    *, name: str, email: str, password_hash: str, is_under_18: bool, language: str | None = None
) -> int | None:
    """A new member who has to prove the address, by id; for a known address its owner is told."""
    fresh = insert_once(
        Member,
        name=name,
        name_key=_nobodys_name(),
        email=checked_email(email),
        email_key=email_key(email),
        password_hash=password_hash,
        is_under_18=is_under_18,
        language=language,
    )
    member = db.scalars(select(Member).where(Member.email_key == email_key(email))).one()
    if not fresh:
        publish(events.SignUpRepeated(actor_id=None, member_id=member.id))
        return None

    _join(member, make_code(member, Purpose.VERIFY))
    return member.id


def add_member(
    *,
    name: str,
    email: str,
    role: Role = Role.CITIZEN,
    password_hash: str | None = None,
    verified: bool = False,
    team: str | None = None,
) -> Member:
    """A member whom staff or a command make. Raises Invalid when name or address is taken."""
    _refuse_taken(name, email)
    member = Member(name=name, name_key=name_key(name), role=role, team=team)
    member.email, member.email_key = checked_email(email), email_key(email)
    member.password_hash = password_hash
    member.verified_at = now() if verified else None
    doorway.close_behind(role)
    db.add(member)
    db.flush()
    _join(member, None if verified else make_code(member, Purpose.VERIFY))
    return member


def verify_email(text: str, *, password_hash: str | None = None) -> Member | None:
    """Prove the address with the code of a link; None when it was proved with it before.

    With `password_hash` the password is that of whoever holds the mailbox, and every sign-in of
    whoever signed up ends. Raises Missing for a link that is dead or not ours.
    """
    code = known_code(text, Purpose.VERIFY)
    member = queries.member_of(code.member_id, lock=True)
    if member.is_verified and code.used_at:
        return None

    use_code(live_code(text, Purpose.VERIFY))
    _prove_address(member)
    if password_hash:
        _set_password(member, password_hash)
    return member


def request_code(email: str, purpose: Purpose) -> None:
    """Have a link mailed to the owner of this address; an unknown one changes nothing."""
    member = queries.member_with_email(email)
    if member is None or not member.is_active:
        return
    if purpose == Purpose.VERIFY and member.is_verified:
        return

    code = make_code(member, purpose)
    publish(
        events.CodeRequested(actor_id=None, member_id=member.id, code_id=code.id, purpose=purpose)
    )


def choose_password(text: str, *, password_hash: str) -> Member:
    """A new password by the link of a mail, which proves the address too. Raises Missing."""
    code = live_code(text, Purpose.RESET)
    member = queries.member_of(code.member_id, lock=True)
    use_code(code)
    _prove_address(member)
    _set_password(member, password_hash)
    return member


def change_password(member: Member, *, proven_hash: str | None, password_hash: str) -> None:
    """A new password by somebody who knew the old one, whose hash was `proven_hash`."""
    current = queries.member_of(member.id, lock=True)
    if current.password_hash != proven_hash:
        raise Refused(CHANGED_MEANWHILE)

    _set_password(current, password_hash)


def choose_language(member: Member, code: str | None) -> None:
    """What pages and mails are in; None for what the browser asks for."""
    member.language = code


def change_name(member: Member, *, name: str) -> None:
    """Raises Invalid when somebody else holds the name, Refused while they are suspended."""
    if member.is_suspended:
        raise Refused("Your account is paused, so your name stays as it is.")
    if queries.is_name_taken(name, by_other_than=member.id):
        raise Invalid(NAME_TAKEN, {"name": NAME_TAKEN})

    if member.name == name:
        return
    member.name = name
    if member.is_verified:
        member.name_key = name_key(name)
    publish(events.NameChanged(actor_id=member.id, member_id=member.id))


def change_role(member: Member, role: Role, *, by: Member | None) -> None:
    """Another role, from the next request on; open sign-ins end. `by` is None for a command."""
    if not policy.may_change_role(by, member):
        raise Refused("Only an administrator can change what a member of staff may do.")
    give_role(member, role, by=by)


def give_role(member: Member, role: Role, *, by: Member | None) -> None:
    """The same for a caller who has judged whether it may be. Raises Refused for the last one."""
    if member.role == role:
        return
    if member.role == Role.ADMIN and queries.other_administrators(member, lock=True) == 0:
        raise Refused(LAST_ADMINISTRATOR)

    member.role = role
    doorway.close_behind(role)
    end_all_sign_ins(member)
    actor_id = by.id if by else None
    audit.record("role_changed", by=actor_id, person_id=member.id, reason=role)
    publish(events.RoleChanged(actor_id=actor_id, member_id=member.id, role=role))


def leave(member: Member, *, by: Member | None) -> None:
    """End every right at once: the role, all sign-ins, links by mail, and tokens of programs.

    The person stays a member like any citizen, and has to sign in anew.
    """
    worked_here = member.role != Role.CITIZEN
    change_role(member, Role.CITIZEN, by=by)
    end_all_sign_ins(member)
    end_codes(member.id, Purpose.RESET)
    forget_second_step(member)
    live = update(ApiToken).where(ApiToken.member_id == member.id, ApiToken.ended_at.is_(None))
    db.execute(live.values(ended_at=now()), execution_options=SILENT)
    actor_id = by.id if by else None
    audit.record("left", by=actor_id, person_id=member.id)
    if worked_here:
        publish(events.MemberLeft(actor_id=actor_id, member_id=member.id))


def make_nameless(member: Member) -> None:
    """Of an account that is closed: nothing says any more whose it was, and nobody can sign in."""
    member.name, member.name_key = NAMELESS, f"former-member-{member.id}"
    member.email = member.email_key = member.password_hash = None
    member.team = member.language = member.leaves_at = None
    member.verified_at = member.last_seen_at = member.suspended_until = member.limited_until = None
    member.is_under_18, member.erased_at = False, now()


def admit(email: str, *, name: str, password_hash: str, is_under_18: bool) -> Member:
    """Somebody who holds a link that we sent to this address: a member who has proved it.

    An account of this address that nobody has proved yet becomes theirs, with the new password.
    """
    waiting = queries.member_with_email(email)
    if waiting is None:
        waiting = add_member(name=name, email=email, password_hash=password_hash, verified=True)
    elif waiting.is_verified or not waiting.is_active:
        raise Refused("There is an account with this e-mail address. Sign in to go on.")
    else:
        waiting.name, waiting.password_hash = name, password_hash
        _prove_address(waiting)
        end_all_sign_ins(waiting)
    waiting.is_under_18 = is_under_18
    return waiting


def _join(member: Member, code: Code | None) -> None:
    db.add(Standing(member_id=member.id))
    code_id = code.id if code else None
    publish(events.MemberJoined(actor_id=member.id, member_id=member.id, code_id=code_id))


def _refuse_taken(name: str, email: str) -> None:
    if queries.member_with_email(email):
        raise Invalid("There is an account with this e-mail address.")
    if queries.is_name_taken(name):
        raise Invalid(NAME_TAKEN)


def _set_password(member: Member, password_hash: str) -> None:
    member.password_hash = password_hash
    end_all_sign_ins(member)
    end_codes(member.id, Purpose.RESET)
    publish(events.PasswordChanged(actor_id=member.id, member_id=member.id))


def _prove_address(member: Member) -> None:
    """The name becomes theirs now: an unproved account can neither hold a name nor reveal one."""
    if member.is_verified:
        return
    member.verified_at = now()
    member.name = queries.free_name(member)
    member.name_key = name_key(member.name)
    end_codes(member.id, Purpose.VERIFY)
    publish(events.EmailVerified(actor_id=member.id, member_id=member.id))


def _nobodys_name() -> str:
    """A key that no name can have, until the address is proved."""
    return f"?{secrets.token_hex(12)}"
