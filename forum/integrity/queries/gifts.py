"""The gifts of a finding one by one, and whether a reversal that stands covers a pair."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import aliased

from forum.integrity.flow import Finding
from forum.integrity.grounds import WINDOW
from forum.integrity.models import Reversal, ReversalMember, ReversedGift
from forum.integrity.queries.flows import FROM_OTHERS, UPVOTES
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.reputation.ledger import TAKEN_BACK
from forum.reputation.models import Award
from forum.threads.events import AnswerThanked
from forum.threads.models import Answer, Thanks

AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Gift:
    """`stream` is that of the event which gave it, `thread:12` or `idea:7`."""

    event_id: int
    giver_id: int
    receiver_id: int
    post_id: int
    kind: str
    stream: str
    at: datetime


def open_gifts(finding: Finding, *, since: datetime, until: datetime) -> list[Gift]:
    """What is to go: not withdrawn, never judged before, and between nobody whom staff cleared."""
    window = since, until
    found = [gift for part in _parts(finding.givers) for gift in _some(part, finding, *window)]
    cleared = _cleared(finding, until)
    mine = [gift for gift in found if (gift.giver_id, gift.receiver_id) not in cleared]
    return [g for g in mine if not finding.posts or g.post_id in finding.posts]


def covering(giver_id: int, receiver_id: int, *, at: datetime) -> Reversal | None:
    """The newest reversal by which gifts of the one to the other do not count now."""
    gives, gets = aliased(ReversalMember), aliased(ReversalMember)
    rows = select(Reversal).join(gives, gives.reversal_id == Reversal.id)
    rows = rows.join(gets, gets.reversal_id == Reversal.id)
    rows = rows.where(gives.member_id == giver_id, gives.gives)
    rows = rows.where(gets.member_id == receiver_id, gets.gets)
    rows = rows.where(
        Reversal.undone_at.is_(None), Reversal.covers_until > at, Reversal.made_at <= at
    )
    return db.scalars(rows.order_by(Reversal.id.desc()).limit(1)).first()


def _parts(members: frozenset[int]) -> list[list[int]]:
    ordered = sorted(members)
    return [ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE)]


def _some(givers: list[int], finding: Finding, since: datetime, until: datetime) -> list[Gift]:
    kinds = UPVOTES if finding.posts else FROM_OTHERS
    rows = [*db.execute(_awarded(givers, finding.receivers, kinds, since, until))]
    if not finding.posts:
        rows += db.execute(_thanked(givers, finding.receivers, since, until))
    gifts = [Gift(*row) for row in rows]
    return sorted(gifts, key=lambda gift: gift.event_id)


def _awarded(givers: Any, receivers: Any, kinds: Any, since: datetime, until: datetime) -> Any:
    gone = aliased(Award)
    same = [
        getattr(gone, name) == getattr(Award, name)
        for name in ("giver_id", "member_id", "subject_id", "granted_at")
    ]
    columns = (Award.event_id, Award.giver_id, Award.member_id, Award.subject_id, Award.kind)
    rows = select(*columns, PublishedEvent.stream, Award.granted_at)
    rows = rows.join(PublishedEvent, PublishedEvent.id == Award.event_id)
    rows = rows.where(Award.kind.in_(kinds), Award.undoes_id.is_(None))
    rows = rows.where(Award.giver_id.in_(givers), Award.member_id.in_(receivers))
    rows = rows.where(Award.granted_at > since, Award.granted_at <= until)
    rows = rows.where(Award.giver_id != Award.member_id, ~_is_judged(Award.event_id))
    return rows.where(~exists().where(gone.kind == TAKEN_BACK, *same))


def _thanked(givers: Any, receivers: Any, since: datetime, until: datetime) -> Any:
    said = PublishedEvent
    columns = (said.id, said.actor_id, Answer.author_id, said.subject_id, said.kind)
    rows = select(*columns, said.stream, said.happened_at)
    rows = rows.join(Answer, Answer.id == said.subject_id)
    holds = and_(Thanks.member_id == said.actor_id, Thanks.answer_id == said.subject_id)
    rows = rows.join(Thanks, holds).where(said.kind == AnswerThanked.kind)
    rows = rows.where(said.actor_id.in_(givers), Answer.author_id.in_(receivers))
    rows = rows.where(said.actor_id != Answer.author_id, ~_is_judged(said.id))
    return rows.where(said.happened_at > since, said.happened_at <= until)


def _is_judged(event_id: Any) -> Any:
    return exists().where(ReversedGift.gift_id == event_id)


def _cleared(finding: Finding, until: datetime) -> set[tuple[int, int]]:
    """Pairs whose reversal staff undid within a window: they looked, and we trust them."""
    gives, gets = aliased(ReversalMember), aliased(ReversalMember)
    rows = select(gives.member_id, gets.member_id).join(Reversal, Reversal.id == gives.reversal_id)
    rows = rows.join(gets, gets.reversal_id == Reversal.id)
    rows = rows.where(Reversal.undone_at > until - WINDOW, gives.gives, gets.gets)
    rows = rows.where(gets.member_id.in_(finding.receivers))
    return {(giver, receiver) for giver, receiver in db.execute(rows)}


def gifts_of(reversal_id: int) -> Sequence[ReversedGift]:
    rows = select(ReversedGift).where(ReversedGift.reversal_id == reversal_id)
    return db.scalars(rows.order_by(ReversedGift.gift_id)).all()
