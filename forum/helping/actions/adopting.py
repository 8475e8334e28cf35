"""Beginning to look after a topic, and letting it go."""

from typing import Any

from sqlalchemy import delete, select, update

from forum.accounts.models import Member
from forum.helping import policy, queries
from forum.helping.events import TopicAdopted, TopicLetGo
from forum.helping.models import Adoption, HelpingHour, ThreadLook
from forum.helping.wording import FULL, NO_GROUP, NOT_HERE, NOT_YET, PLACES
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Missing, Refused
from forum.kernel.events import publish
from forum.threads.models import Thread
from forum.topics.models import Topic


def adopt(topic: Topic, *, by: Member) -> None:
    """Twice is harmless. Two constraints decide: once for a topic, and one topic in each place."""
    _refuse_others(topic, by)
    for place in PLACES:
        if insert_once(Adoption, topic_id=topic.id, member_id=by.id, place=place):
            publish(TopicAdopted(actor_id=by.id, topic_id=topic.id))
            return
        if queries.adoption_of(topic.id, by.id):
            return
    raise Refused(FULL)


def _refuse_others(topic: Topic, by: Member) -> None:
    if by.is_under_18:
        raise Missing(NOT_HERE)
    if not policy.may_help(by):
        raise Refused(NOT_YET)
    if queries.live_coach(topic.id) is None:
        raise Refused(NO_GROUP)


def let_go(topic: Topic, *, by: Member) -> None:
    """At any time, also while it rests, and without a reason. Twice is harmless."""
    mine = (Adoption.topic_id == topic.id) & (Adoption.member_id == by.id)
    ended = update(Adoption).where(mine, Adoption.ended_at.is_(None)).values(ended_at=now())
    if not db.execute(ended.returning(Adoption.id), execution_options=SILENT).first():
        return

    of_topic = select(Thread.id).where(Thread.topic_id == topic.id)
    _forget(HelpingHour, by.id, HelpingHour.topic_id == topic.id)
    _forget(ThreadLook, by.id, ThreadLook.thread_id.in_(of_topic))
    publish(TopicLetGo(actor_id=by.id, topic_id=topic.id))


def end_all_of(member_id: int) -> None:
    """Somebody closed their account. That they looked after a topic stays, so figures stay true."""
    theirs = update(Adoption).where(Adoption.member_id == member_id)
    live = theirs.where(Adoption.ended_at.is_(None)).values(ended_at=now())
    db.execute(live, execution_options=SILENT)
    db.execute(theirs.values(away_until=None), execution_options=SILENT)
    _forget(HelpingHour, member_id)
    _forget(ThreadLook, member_id)


def _forget(table: Any, member_id: int, *which: Any) -> None:
    theirs = delete(table).where(table.member_id == member_id, *which)
    db.execute(theirs, execution_options=SILENT)
