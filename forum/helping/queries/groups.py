"""A topic with those who look after it: the one way to what only they may see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.helping import policy
from forum.helping.models import Adoption, TopicCoach
from forum.helping.wording import NO_GROUP, NOT_HERE, NOT_YOURS, RESTS
from forum.kernel.db import db
from forum.kernel.errors import Missing, Refused
from forum.threads.models import Thread
from forum.topics.models import Topic
from forum.topics.queries import topic_called


@dataclass(frozen=True)
class Group:
    """`adoptions` are those that do not rest now; `coach` is None where nobody stands by it."""

    topic: Topic
    is_open: bool
    coach: Member | None
    adoptions: Sequence[Adoption]

    @property
    def member_ids(self) -> list[int]:
        return [one.member_id for one in self.adoptions]


def group_of(slug: str, *, to: Member) -> Group:
    """The group of a topic, for whoever is in it. Raises Missing or Refused with what they read.

    Whether an adoption rests is decided here and at no other time: by the privilege, sanctions,
    age and account of this moment, and by whether staff stand by the topic.
    """
    if to.is_under_18:
        raise Missing(NOT_HERE)
    group = group_to_read(topic_called(slug))
    if to.id not in group.member_ids:
        raise Refused(RESTS if adoption_of(group.topic.id, to.id) else NOT_YOURS)
    if not group.is_open:
        raise Refused(NO_GROUP)
    return group


def group_to_read(topic: Topic) -> Group:
    """The same without asking who reads; whoever calls it has asked."""
    stands_by = live_coach(topic.id)
    coach = stands_by.coach if stands_by and policy.may_coach(stands_by.coach) else None
    rows = select(Adoption).where(Adoption.topic_id == topic.id, Adoption.ended_at.is_(None))
    rows = rows.options(joinedload(Adoption.member)).order_by(Adoption.adopted_at, Adoption.id)
    working = [one for one in db.scalars(rows) if policy.may_help(one.member)]
    return Group(topic, stands_by is not None, coach, working)


def live_coach(topic_id: int, *, lock: bool = False) -> TopicCoach | None:
    rows = select(TopicCoach).where(TopicCoach.topic_id == topic_id, TopicCoach.ended_at.is_(None))
    if lock:
        locked = rows.with_for_update(of=TopicCoach).execution_options(populate_existing=True)
        return db.scalar(locked)
    return db.scalar(rows.options(joinedload(TopicCoach.coach)))


def adoption_of(topic_id: int, member_id: int) -> Adoption | None:
    """What somebody looks after, also while it rests."""
    mine = (Adoption.topic_id == topic_id) & (Adoption.member_id == member_id)
    return db.scalar(select(Adoption).where(mine, Adoption.ended_at.is_(None)))


def adopted_by(member_id: int) -> Sequence[Adoption]:
    """With their topics, in the order of the list of topics; also those that rest."""
    rows = select(Adoption).join(Topic, Topic.id == Adoption.topic_id)
    rows = rows.where(Adoption.member_id == member_id, Adoption.ended_at.is_(None))
    rows = rows.options(joinedload(Adoption.topic))
    return db.scalars(rows.order_by(Topic.position, Topic.name)).all()


def open_topics() -> Sequence[Topic]:
    """Those that staff stand by, in the order staff gave them."""
    rows = select(Topic).join(TopicCoach, TopicCoach.topic_id == Topic.id)
    rows = rows.where(TopicCoach.ended_at.is_(None))
    return db.scalars(rows.order_by(Topic.position, Topic.name)).all()


def waiting_in(topic_ids: Collection[int]) -> dict[int, int]:
    """How many questions of each of them have no answer."""
    rows = select(Thread.topic_id, func.count())
    rows = rows.where(Thread.topic_id.in_(topic_ids), Thread.state == "visible")
    rows = rows.where(Thread.answer_count == 0).group_by(Thread.topic_id)
    return {topic_id: count for topic_id, count in db.execute(rows)}
