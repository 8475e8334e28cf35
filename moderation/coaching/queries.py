"""Groups as the people who stand by them see them: how many, what waits, what is not answered."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.accounts.standing import STAFF_ROLES
from forum.helping import policy as helping
from forum.helping.models import Adoption, TopicCoach
from forum.helping.queries import Group, group_to_read, unanswered_in, waiting_in
from forum.kernel.db import db
from forum.kernel.errors import Refused
from forum.topics.models import Topic
from forum.topics.queries import all_topics, topic_called
from moderation.coaching import policy
from moderation.staff.queries import services_of

MOST = 500
NOT_FOR_YOU = (
    "Only the coach of this topic and people who work for its service read what its group writes."
)


@dataclass(frozen=True)
class Line:
    """One topic; `coach` is None where nobody stands by it. `people` are those who do not rest."""

    topic: Topic
    coach: Member | None
    people: int
    waiting: int
    unanswered: int


def lines_for(member: Member) -> tuple[list[Line], list[Topic]]:
    """Topics with a group that this person may read, and those without one."""
    services = services_of(member)
    coaches = _coaches()
    topics = [one for one in all_topics() if _is_theirs(one, coaches, member, services)]
    ids = [one.id for one in topics if one.id in coaches]
    people, waiting, unanswered = _people(), waiting_in(ids), unanswered_in(ids)
    lines = [
        Line(
            topic=one,
            coach=coaches[one.id] if helping.may_coach(coaches[one.id]) else None,
            people=people[one.id],
            waiting=waiting.get(one.id, 0),
            unanswered=unanswered.get(one.id, 0),
        )
        for one in topics
        if one.id in coaches
    ]
    return lines, [one for one in topics if one.id not in coaches]


def group_for(slug: str, *, to: Member) -> Group:
    """Raises Missing, or Refused for whoever may not read it."""
    group = group_to_read(topic_called(slug))
    if not policy.may_read(to, group, services=services_of(to)):
        raise Refused(NOT_FOR_YOU)
    return group


def who_can_coach() -> Sequence[Member]:
    """Everybody who works here, by name."""
    rows = select(Member).where(Member.role.in_(STAFF_ROLES), Member.erased_at.is_(None))
    rows = rows.order_by(Member.name_key).limit(MOST)
    return [one for one in db.scalars(rows) if helping.may_coach(one)]


def _is_theirs(
    topic: Topic, coaches: dict[int, Member], member: Member, services: Collection[int]
) -> bool:
    coach = coaches.get(topic.id)
    is_coach = coach is not None and coach.id == member.id
    return is_coach or not services or topic.service_id in services


def _coaches() -> dict[int, Member]:
    rows = select(TopicCoach).where(TopicCoach.ended_at.is_(None))
    return {
        one.topic_id: one.coach for one in db.scalars(rows.options(joinedload(TopicCoach.coach)))
    }


def _people() -> Counter[int]:
    rows = select(Adoption).where(Adoption.ended_at.is_(None))
    found = db.scalars(rows.options(joinedload(Adoption.member)))
    return Counter(one.topic_id for one in found if helping.may_help(one.member))
