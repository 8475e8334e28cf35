"""Keeping what somebody has begun to write, and throwing it away."""

from sqlalchemy import delete, func, select, update

from forum.accounts.models import Member
from forum.drafts import limits
from forum.drafts.models import Draft
from forum.drafts.queries import KEPT, MOST
from forum.drafts.wording import Place
from forum.kernel import holding
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once

CHOSEN = {"topic", "board", "revision"}
"""Nobody has begun to write who has only chosen one of these, or what came along."""


def keep_draft(place: Place, texts: dict[str, str], *, by: Member) -> None:
    """As it is now; an empty form is no draft. The oldest goes when there are too many."""
    limits.count(by.id)
    kept = {name: text for name, text in texts.items() if text and name in place.kind.fields}
    if not set(kept) - CHOSEN:
        if not holding.is_held(members=[by.id]):
            forget_draft(place.name, by=by)
        return

    values = {"texts": kept, "saved_at": now()}
    if insert_once(Draft, member_id=by.id, place=place.name, **values):
        _forget_oldest(by.id)
        return
    mine = update(Draft).where(Draft.member_id == by.id, Draft.place == place.name)
    db.execute(mine.values(**values), execution_options=SILENT)


def forget_draft(place: str, *, by: Member) -> None:
    """It was posted, so its words stand there; twice changes nothing."""
    mine = delete(Draft).where(Draft.member_id == by.id, Draft.place == place)
    db.execute(mine, execution_options=SILENT)


def throw_away(place: str, *, by: Member) -> None:
    """It is not wanted any more. Raises Refused while a hold covers the person."""
    holding.refuse_if_held(members=[by.id])
    forget_draft(place, by=by)


def forget_old() -> None:
    is_old, is_free = Draft.saved_at < now() - KEPT, holding.is_free(member=Draft.member_id)
    db.execute(delete(Draft).where(is_old, is_free), execution_options=SILENT)
    holding.note_kept("drafts", select(func.count(Draft.place)).where(is_old))


def _forget_oldest(member_id: int) -> None:
    """Whatever came in at once: afterwards there are as many as may be kept."""
    mine = select(Draft.place).where(Draft.member_id == member_id)
    latest = mine.order_by(Draft.saved_at.desc(), Draft.place).limit(MOST).subquery()
    over = Draft.place.not_in(select(latest.c.place))
    is_free = holding.is_free(member=Draft.member_id)
    gone = delete(Draft).where(Draft.member_id == member_id, over, is_free)
    db.execute(gone, execution_options=SILENT)
