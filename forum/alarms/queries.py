"""What is wrong now, which alarms are open, and who is to be told."""

from collections.abc import Sequence

from sqlalchemy import select

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.alarms.models import Alarm
from forum.alarms.rules import AT_ONCE, OLDEST_BACKUP, Trouble, trouble_with
from forum.kernel import chores, health
from forum.kernel.backups.noting import last_backup, why_not
from forum.kernel.clock import now
from forum.kernel.db import db


def troubles() -> dict[str, Trouble]:
    """Each part that is not well: those of `/readyz`, the backup, and what was given up.

    The worker is not asked for, because it is the one who asks.
    """
    found = {part: said for part, said in health.found_now().items() if part != "worker"}
    parts = {part: trouble_with(part, said) for part, said in found.items() if said != "ok"}
    for part, trouble in {"backup": _backup(), "dead letters": _dead_letters()}.items():
        if trouble:
            parts[part] = trouble
    return parts


def open_alarms(*, lock: bool = False) -> Sequence[Alarm]:
    """The alarms of what is not well, told or not."""
    asked = select(Alarm).where(Alarm.ended_at.is_(None)).order_by(Alarm.id)
    return db.scalars(asked.with_for_update() if lock else asked).all()


def administrators() -> Sequence[int]:
    """Everybody who runs the place and can be reached."""
    there = (Member.erased_at.is_(None), Member.is_imported.is_(False))
    asked = select(Member.id).where(Member.role == Role.ADMIN, Member.email.is_not(None), *there)
    return db.scalars(asked.order_by(Member.id)).all()


def _backup() -> Trouble | None:
    last = last_backup()
    if last is None:
        return Trouble("No backup has been taken yet: folkmoot backup FILE.", OLDEST_BACKUP)
    if now() - last > OLDEST_BACKUP:
        return Trouble(f"The last backup is older than 26 hours. {why_not()}".strip(), AT_ONCE)
    return None


def _dead_letters() -> Trouble | None:
    if chores.given_up():
        return Trouble("Something was given up after many tries: folkmoot dead-letters.", AT_ONCE)
    return None
