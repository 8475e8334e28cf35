"""The second step of signing in: a code from the phone, or one of eight kept on paper."""

import secrets

from sqlalchemy import delete, update

from forum.accounts import phone_codes, queries
from forum.accounts.current import digest
from forum.accounts.events import RecoveryCodeUsed, SecondStepRemoved, SecondStepSetUp
from forum.accounts.models import Member, RecoveryCode, SecondStep, SignIn
from forum.accounts.seals import lock, unlocked
from forum.accounts.sign_ins import end_all_sign_ins
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish

RECOVERY_CODES = 8
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
GROUPS, OF_LETTERS = 4, 4  # 79 bits: nobody guesses one, so a plain digest is enough
WRONG_CODE = "This code is not right, or it was used already. Wait for the next one on your phone."
SET_UP_ALREADY = "This is set up already. To use another phone, take the old one off first."
OPEN_AGAIN = "This page is too old. Open it again and use the new square."
SHOW_IT_FIRST = (
    "Sign out and in again, and show a code of the phone or one on paper. "
    "If you have neither, ask an administrator to take the phone off."
)
ONLY_STAFF = "Only people who work here need a code from their phone."


def offered_key(sign_in_id: int) -> tuple[bytes, str]:
    """A fresh key for a phone, and the same locked: it can be set up in this sign-in only."""
    key = phone_codes.new_key()
    return key, lock(key, about=_offer(sign_in_id))


def offered(locked: str, sign_in_id: int) -> bytes:
    """The key that was offered in this sign-in. Raises Invalid for anything else."""
    key = unlocked(locked, about=_offer(sign_in_id))
    if key is None:
        raise Invalid(OPEN_AGAIN, {"code": OPEN_AGAIN})
    return key


def set_up(member: Member, *, locked: str, code: str, sign_in_id: int) -> list[str]:
    """Tie the phone to the account; returns the recovery codes, which can be shown only now.

    Whoever has signed in elsewhere by the password alone shows the code there from now on.
    """
    if member.role == "citizen":
        raise Refused(ONLY_STAFF)
    key = offered(locked, sign_in_id)
    step = phone_codes.step_of(key, _digits(code), at=now())
    if step is None:
        raise Invalid(WRONG_CODE, {"code": WRONG_CODE})
    kept = lock(key, about=_phone_of(member))
    if not insert_once(SecondStep, member_id=member.id, locked_key=kept, last_step=step):
        raise Conflict(SET_UP_ALREADY)

    queries.member_of(member.id, lock=True)
    end_all_sign_ins(member, but=sign_in_id)
    db.get_one(SignIn, sign_in_id).second_step_at = now()
    audit.record("second_step_set_up", by=member.id, person_id=member.id)
    publish(SecondStepSetUp(actor_id=member.id, member_id=member.id))
    return _fresh_recovery_codes(member)


def accept_code(member: Member, code: str) -> bool:
    """Whether this code opens the door now; it never does again."""
    return _accept_phone(member, _digits(code)) or _accept_paper(member, code)


def take_off(member: Member, *, by: Member, but: int | None = None) -> None:
    """The phone is lost or new: no code is known any more, and sign-ins end (not the one `but`).

    Raises Refused in a sign-in `but` that has shown no code: a password takes no phone off.
    """
    if but is not None:
        here = db.get_one(SignIn, but)
        if member.role != "citizen" and here.second_step_at is None:
            raise Refused(SHOW_IT_FIRST)
        here.second_step_at = None
    end_all_sign_ins(member, but=but)
    if not forget_second_step(member):
        return

    audit.record("second_step_removed", by=by.id, person_id=member.id)
    publish(SecondStepRemoved(actor_id=by.id, member_id=member.id))


def forget_second_step(member: Member) -> bool:
    """The phone and the codes on paper open nothing any more; False when there were none."""
    db.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member.id))
    gone = db.execute(delete(SecondStep).where(SecondStep.member_id == member.id))
    return bool(gone.rowcount)  # type: ignore[attr-defined]


def _accept_phone(member: Member, code: str) -> bool:
    kept = db.get(SecondStep, member.id)
    key = unlocked(kept.locked_key, about=_phone_of(member)) if kept else None
    step = phone_codes.step_of(key, code, at=now()) if key else None
    if key is None or step is None:
        return False
    newer = update(SecondStep).where(SecondStep.member_id == member.id, SecondStep.last_step < step)
    # Locked anew each time, so that an older secret key can be dropped one day.
    fresh = newer.values(last_step=step, locked_key=lock(key, about=_phone_of(member)))
    return bool(db.execute(fresh, execution_options=SILENT).rowcount)  # type: ignore[attr-defined]


def _accept_paper(member: Member, code: str) -> bool:
    mine = (RecoveryCode.digest == _digest(member, code)) & (RecoveryCode.member_id == member.id)
    unused = update(RecoveryCode).where(mine, RecoveryCode.used_at.is_(None))
    used = db.execute(unused.values(used_at=now()), execution_options=SILENT)
    if not used.rowcount:  # type: ignore[attr-defined]
        return False
    left = queries.recovery_codes_left(member)
    audit.record("recovery_code_used", by=member.id, person_id=member.id)
    publish(RecoveryCodeUsed(actor_id=member.id, member_id=member.id, left=left))
    return True


def _fresh_recovery_codes(member: Member) -> list[str]:
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    db.add_all(RecoveryCode(digest=_digest(member, code), member_id=member.id) for code in codes)
    return codes


def _recovery_code() -> str:
    groups = ("".join(secrets.choice(LETTERS) for _ in range(OF_LETTERS)) for _ in range(GROUPS))
    return "-".join(groups)


def _digest(member: Member, code: str) -> str:
    letters = "".join(sign for sign in code.casefold() if sign.isalnum())
    return digest(f"recovery code of {member.id}: {letters}")


def _digits(code: str) -> str:
    return "".join(code.split())


def _phone_of(member: Member) -> str:
    return f"phone of {member.id}"


def _offer(sign_in_id: int) -> str:
    return f"offered in {sign_in_id}"
