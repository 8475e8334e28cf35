"""One rule as managers have set it, for all topics or for one."""

from collections.abc import Sequence
from typing import Any

from forum.kernel.errors import Missing
from forum.topics.models import Topic
from forum.topics.queries import all_topics
from moderation.helpdesk.queries import book
from moderation.helpdesk.rules import TRIGGERS, Book, Rule


def known_trigger(name: str) -> str:
    """Raises Missing."""
    if name in TRIGGERS:
        return name
    raise Missing("There is no such rule. The list of rules names all of them.")


def rule_at(trigger: str, topic_id: int | None, *, rules: Book | None = None) -> Rule:
    """The general rule, or what a topic says; a topic that says nothing follows the general one."""
    known = rules or book()
    general = known.general[trigger]
    if topic_id is None:
        return general
    unsaid = Rule(trigger, None, general.threshold, topic_id=topic_id)
    return known.special.get((trigger, topic_id), unsaid)


def facts_of(rule: Rule) -> dict[str, Any]:
    """Everything managers can change."""
    return {
        "is_on": rule.is_on,
        "threshold": rule.threshold,
        "explanation": rule.explanation,
    }


def all_rules() -> list[tuple[Rule, list[tuple[Topic, Rule]]]]:
    """The general rules, each with the topics that say something of their own."""
    rules, topics = book(), all_topics()
    return [
        (rules.general[trigger], [pair for pair in _own(trigger, rules, topics) if _says(pair[1])])
        for trigger in TRIGGERS
    ]


def topics_with(trigger: str, rules: Book) -> Sequence[tuple[Topic, Rule]]:
    """Every topic and what it says of its own."""
    return _own(trigger, rules, all_topics())


def _own(trigger: str, rules: Book, topics: Sequence[Topic]) -> list[tuple[Topic, Rule]]:
    return [(topic, rule_at(trigger, topic.id, rules=rules)) for topic in topics]


def _says(rule: Rule) -> bool:
    return rule.is_on is not None
