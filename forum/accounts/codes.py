"""Links sent by mail. Their secret is computed from the row and the secret key, never stored."""

import re
import secrets
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import select, update

from forum.accounts.models import Code, Member
from forum.accounts.seals import is_sealed, seal
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db
from forum.kernel.errors import Missing

DEAD = "This link has been used, or it is too old. You can ask for a new one."
SHAPE = re.compile(r"(\d{1,15})-([0-9a-f]{64})", re.ASCII)


class Purpose(StrEnum):
    VERIFY = "verify"
    RESET = "reset"


LASTS = {Purpose.VERIFY: timedelta(days=2), Purpose.RESET: timedelta(hours=2)}


def make_code(member: Member, purpose: Purpose) -> Code:
    """A new code for the member's address; it travels in a mail only."""
    code = Code(
        member_id=member.id,
        purpose=purpose,
        nonce=secrets.token_hex(16),
        email=member.email_key or "",
        ends_at=now() + LASTS[purpose],
    )
    db.add(code)
    db.flush()
    return code


def link_part(code: Code) -> str:
    """What stands in the link."""
    return f"{code.id}-{seal(_words(code))}"


def is_live(code: Code) -> bool:
    return code.used_at is None and code.ends_at > now()


def known_code(text: str, purpose: Purpose) -> Code:
    """The code of a link, used or not. Raises Missing for anything we did not send."""
    shaped = SHAPE.fullmatch(text)
    code = db.get(Code, int(shaped[1])) if shaped else None
    if not shaped or code is None or code.purpose != purpose:
        raise Missing(DEAD)
    if not is_sealed(_words(code), shaped[2]):
        raise Missing(DEAD)
    return code


def live_code(text: str, purpose: Purpose) -> Code:
    """The code of a link that can still be used. Raises Missing otherwise."""
    code = known_code(text, purpose)
    if not is_live(code) or not _is_for_current_address(code):
        raise Missing(DEAD)
    return code


def use_code(code: Code) -> None:
    """Use it up, with every other one of its purpose. Raises Missing when somebody was faster."""
    mine = update(Code).where(Code.id == code.id, Code.used_at.is_(None))
    used = db.execute(mine.values(used_at=now()), execution_options=SILENT)
    if not used.rowcount:  # type: ignore[attr-defined]
        raise Missing(DEAD)
    end_codes(code.member_id, Purpose(code.purpose))


def end_codes(member_id: int, purpose: Purpose) -> None:
    """Links already in the mailbox stop working."""
    open_ones = update(Code).where(
        Code.member_id == member_id, Code.purpose == purpose, Code.used_at.is_(None)
    )
    db.execute(open_ones.values(used_at=now()), execution_options=SILENT)


def _is_for_current_address(code: Code) -> bool:
    current = select(Member.email_key).where(Member.id == code.member_id)
    return db.scalar(current.where(Member.erased_at.is_(None))) == code.email


def _words(code: Code) -> str:
    return f"code:{code.purpose}:{code.id}:{code.nonce}:{code.email}"
