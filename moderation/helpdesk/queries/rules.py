"""The rules as managers have set them, and what they leave alone."""

from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select

from forum.kernel.db import db
from forum.topics.models import Topic
from moderation.helpdesk.models import EscalationRule, LeftAlone, Ticket
from moderation.helpdesk.rules import AT_FIRST, TIMER, Book, Rule
from moderation.helpdesk.states import State


def book() -> Book:
    """Every rule, in two queries."""
    kept = [_rule(row) for row in db.scalars(select(EscalationRule))]
    general = AT_FIRST | {rule.trigger: rule for rule in kept if rule.topic_id is None}
    special = {(rule.trigger, rule.topic_id): rule for rule in kept if rule.topic_id is not None}
    times = select(Topic.id, Topic.escalates_after_minutes, Topic.version)
    for topic_id, minutes, version in db.execute(times):
        special[TIMER, topic_id] = of_topic(topic_id, minutes, version)
    return Book(general, special)


def of_topic(topic_id: int, minutes: int | None, version: int) -> Rule:
    """How long a topic waits stands in its own row: 0 is never, None as in all topics."""
    is_on = None if minutes is None else minutes > 0
    return Rule(TIMER, is_on, minutes or 0, topic_id=topic_id, version=version)


def rule_in(trigger: str, topic_id: int) -> Rule:
    """One rule as it counts in a topic, in one query; not for the time of the topic itself."""
    about = or_(EscalationRule.topic_id == topic_id, EscalationRule.topic_id.is_(None))
    rows = select(EscalationRule).where(EscalationRule.trigger == trigger, about)
    kept = {row.topic_id: _rule(row) for row in db.scalars(rows)}
    own = kept.get(topic_id)
    if own is not None and own.is_on is not None:
        return own
    return kept.get(None, AT_FIRST[trigger])


def is_left_alone(thread_id: int) -> bool:
    """Nothing brings it to the desk by itself: it was there before, or somebody said so."""
    had_one = exists().where(Ticket.source_id == thread_id)
    return bool(db.scalar(select(or_(spared(thread_id), had_one))))


def spared(thread_id: Any) -> ColumnElement[bool]:
    """Somebody said so, and the ticket it is the same as was not taken back."""
    alone = select(LeftAlone.thread_id).outerjoin(Ticket, Ticket.id == LeftAlone.ticket_id)
    stands = or_(LeftAlone.ticket_id.is_(None), Ticket.state != State.WITHDRAWN)
    return alone.where(LeftAlone.thread_id == thread_id, stands).exists()


def ticket_it_repeats(thread_id: int) -> Ticket | None:
    """The live ticket that somebody found the question to be the same as."""
    same = (LeftAlone.ticket_id == Ticket.id) & (LeftAlone.thread_id == thread_id)
    return db.scalar(select(Ticket).join(LeftAlone, same).where(Ticket.is_live))


def _rule(row: EscalationRule) -> Rule:
    return Rule(row.trigger, row.is_on, row.threshold, row.explanation, row.topic_id, row.version)
