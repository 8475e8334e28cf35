"""What other rooms may ask about a ticket without importing it."""

from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.subjects import SubjectKind
from moderation.helpdesk import policy
from moderation.helpdesk.models import Ticket


def visible_to(ids: list[int], member: Member | None) -> set[int]:
    """Its opener and the desk; people with the same problem read the thread instead."""
    if member is None:
        return set()
    rows = select(Ticket.id).where(Ticket.id.in_(ids))
    if not policy.works_at_desk(member):
        rows = rows.where(Ticket.opener_id == member.id)
    return set(db.scalars(rows))


def titles(ids: list[int]) -> dict[int, str]:
    return {row.id: f"{row.title} ({row.reference})" for row in _rows(ids)}


def urls(ids: list[int]) -> dict[int, str]:
    return {row.id: f"/tickets/{row.reference}" for row in _rows(ids)}


def _rows(ids: list[int]) -> Any:
    return db.execute(select(Ticket.id, Ticket.reference, Ticket.title).where(Ticket.id.in_(ids)))


SUBJECTS = {"ticket": SubjectKind(visible_to=visible_to, titles=titles, urls=urls)}
