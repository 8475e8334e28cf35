"""What badges are given for, read from the ledger of events and from what still shows."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.ideas.events import IdeaMoved
from forum.ideas.models import Idea
from forum.ideas.states import Stage
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.recognition.rules import Facts, Helped
from forum.reputation.models import RungMove
from forum.reputation.queries.records import helps_of
from forum.threads.models import Answer, Thread

ONCE_ADVOCATES = (Rung.ADVOCATE, Rung.EMERITUS)


def facts_of(member: Member) -> Facts:
    """Four questions, however much somebody did."""
    return Facts(
        joined_at=member.joined_at,
        helps=people_helped_by(member.id),
        real_ideas=_real_ideas(member.id),
        advocate_since=_advocate_since(member),
    )


def people_helped_by(member_id: int) -> list[Helped]:
    """Each help that counts and whose question staff did not hide, in the order they came."""
    helps = [help_ for help_ in helps_of(member_id) if help_.counts]
    places = _places({help_.answer_id for help_ in helps})
    return [
        Helped(
            event_id=help_.event_id,
            person_id=help_.person_id,
            thread_id=help_.thread_id,
            topic_id=place.topic_id,
            waited=place.written_at - place.asked_at,
            at=help_.at,
        )
        for help_ in helps
        if help_.person_id is not None and (place := places.get(help_.answer_id))
    ]


def _places(answer_ids: Collection[int]) -> dict[int, Any]:
    rows = select(Answer.id, Answer.written_at, Thread.asked_at, Thread.topic_id)
    rows = rows.join(Thread, Thread.id == Answer.thread_id).where(Answer.id.in_(answer_ids))
    return {row.id: row for row in db.execute(rows.where(Thread.state != "hidden"))}


def _real_ideas(member_id: int) -> list[tuple[int, datetime]]:
    """Ideas that show and stand carried out; one that was moved away and back counts once."""
    at = PublishedEvent.happened_at
    rows = select(func.max(PublishedEvent.id), func.max(at).label("at"))
    rows = rows.join(Idea, Idea.id == PublishedEvent.subject_id)
    rows = rows.where(Idea.author_id == member_id, Idea.state == "published")
    rows = rows.where(Idea.stage == Stage.DELIVERED, PublishedEvent.kind == IdeaMoved.kind)
    rows = rows.group_by(Idea.id).order_by("at")
    return [(event_id, moment) for event_id, moment in db.execute(rows)]


def _advocate_since(member: Member) -> datetime | None:
    if member.standing is None or member.rung not in ONCE_ADVOCATES:
        return None
    first = select(func.min(RungMove.moved_at)).where(RungMove.member_id == member.id)
    return db.scalar(first.where(RungMove.to_rung == Rung.ADVOCATE)) or member.standing.since
