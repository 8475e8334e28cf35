"""What managers do with rules: each change kept with what was before, and undoable."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Refused
from forum.topics.actions import change_topic
from forum.topics.models import Topic
from forum.topics.policy import may_keep_catalogue
from moderation.escalations.models import RuleChange
from moderation.escalations.queries import facts_of, rule_at
from moderation.helpdesk.models import EscalationRule
from moderation.helpdesk.rules import Rule, is_time_of_topic
from moderation.settings.changes import CHANGED_MEANWHILE, differences
from moderation.settings.queries import is_back

ONLY_MANAGERS = "Only managers and administrators can change what brings a question to the desk."
Facts = Mapping[str, Any]


def change_rule(
    trigger: str, topic_id: int | None, facts: Facts, *, by: Member, version: int
) -> None:
    """Raises Conflict when somebody else changed it since the form was opened."""
    _require(by)
    rule = _locked(trigger, topic_id)
    before, after = differences(facts_of(rule), facts)
    if not after:
        return
    if rule.version != version:
        raise Conflict(CHANGED_MEANWHILE)

    _set(rule, after, by)
    _note("rule changed", rule, before, after, by)


def undo(change: RuleChange, *, by: Member) -> None:
    """Put back what was before, unless it was changed again since; twice is harmless."""
    _require(by)
    rule = _locked(change.trigger, change.topic_id)
    if is_back(change, facts_of(rule)):
        return

    _set(rule, change.before, by)
    _note("change of a rule undone", rule, change.after, change.before, by, undoes=change.id)


def _require(by: Member) -> None:
    if not may_keep_catalogue(by):
        raise Refused(ONLY_MANAGERS)


def _locked(trigger: str, topic_id: int | None) -> Rule:
    """The rule as it stands, its row held; made when it is changed for the first time."""
    rule = rule_at(trigger, topic_id)
    if is_time_of_topic(rule):
        _row_of_topic(topic_id)
        return rule_at(trigger, topic_id)
    row = {"is_on": rule.is_on, "threshold": rule.threshold, "explanation": rule.explanation}
    insert_once(EscalationRule, trigger=trigger, topic_id=topic_id, version=1, **row)
    _row_of(rule)
    return rule_at(trigger, topic_id)


def _set(rule: Rule, facts: Facts, by: Member) -> None:
    if is_time_of_topic(rule):
        _set_time(rule, facts, by)
        return
    row = _row_of(rule)
    for name, value in facts.items():
        setattr(row, name, value)
    row.version += 1
    db.flush()


def _set_time(rule: Rule, facts: Facts, by: Member) -> None:
    """How long a topic waits stands in the topic itself: nothing, never or so many minutes."""
    whole = facts_of(rule) | dict(facts)
    minutes = None if whole["is_on"] is None else whole["threshold"] * whole["is_on"]
    topic = _row_of_topic(rule.topic_id)
    change_topic(topic, by=by, facts={"escalates_after_minutes": minutes})


def _row_of(rule: Rule) -> EscalationRule:
    rows = select(EscalationRule).where(
        EscalationRule.trigger == rule.trigger,
        EscalationRule.topic_id.is_not_distinct_from(rule.topic_id),
    )
    held = rows.with_for_update().execution_options(populate_existing=True)
    return db.scalars(held).one()


def _row_of_topic(topic_id: int | None) -> Topic:
    return db.get_one(Topic, topic_id, with_for_update=True, populate_existing=True)


def _note(
    deed: str, rule: Rule, before: Facts, after: Facts, by: Member, *, undoes: int | None = None
) -> None:
    """The change with both its sides, and its line in the audit log."""
    about = {"trigger": rule.trigger, "topic_id": rule.topic_id, "undoes_id": undoes}
    change = RuleChange(actor_id=by.id, made_at=now(), **about)
    change.before, change.after = dict(before), dict(after)
    db.add(change)
    db.flush()
    audit.record(deed, by=by.id, reason=f"change {change.id}")
