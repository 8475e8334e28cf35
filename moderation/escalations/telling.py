"""The page of one rule: the form, what a change would have done, and what was changed before."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import url_for
from werkzeug.wrappers import Response

from forum.kernel.clock import now
from forum.kernel.forms import fingerprint
from forum.kernel.web import page
from forum.topics.models import Topic
from moderation.escalations import queries
from moderation.escalations.forms import RuleForm
from moderation.escalations.queries import Rehearsed
from moderation.escalations.wording import MEANS, NAMES, lines_of, state_words
from moderation.helpdesk.rules import BY_ITSELF, Book, Rule
from moderation.settings.changes import differences, undone

SHOWN = 50


def rule_page(
    form: RuleForm, rules: Book, topic: Topic | None, *, preview: bool = False, status: int = 200
) -> Response:
    """With a preview: what differs, and which questions the proposed rule would have brought."""
    rule = form.rule
    proposed = replace(rule, **form.facts) if preview else rule
    lines = lines_of(rule.trigger, *_differences(rule, proposed)) if preview else None
    form.seen.data = fingerprint(form) if preview else ""
    return page(
        "escalations/rule.html",
        status,
        form=form,
        rule=rule,
        topic=topic,
        names=NAMES,
        means=MEANS,
        lines=lines,
        topics=_topics(rule, rules),
        action=address(rule.trigger, topic),
        **_history(rule),
        **_tried_out(proposed, rules.with_rule(proposed), is_saved=not preview),
    )


def address(trigger: str, topic: Topic | None) -> str:
    """Of the page of a rule."""
    if topic is None:
        return url_for("escalations.edit_rule", trigger=trigger)
    return url_for("escalations.edit_topic_rule", trigger=trigger, slug=topic.slug)


def _tried_out(proposed: Rule, rules: Book, *, is_saved: bool) -> dict[str, Any]:
    """In the topics it is for; nothing for a rule that opens no ticket."""
    if proposed.trigger not in BY_ITSELF:
        return {"found": None}
    found: Sequence[Rehearsed] = queries.rehearsed(
        proposed.trigger, rules, topic_id=proposed.topic_id, now=now()
    )
    at_once = 0 if is_saved else queries.count_at_once(proposed, rules, now=now())
    return {"found": found[:SHOWN], "count": len(found), "at_once": at_once}


def _differences(rule: Rule, proposed: Rule) -> tuple[dict[str, Any], dict[str, Any]]:
    return differences(queries.facts_of(rule), queries.facts_of(proposed))


def _topics(rule: Rule, rules: Book) -> list[tuple[str, str, str]]:
    """From the general rule to those of the topics."""
    if rule.topic_id is not None:
        return []
    return [
        (topic.name, state_words(own), address(rule.trigger, topic))
        for topic, own in queries.topics_with(rule.trigger, rules)
    ]


def _history(rule: Rule) -> dict[str, Any]:
    """Each change in words, and which of them were undone."""
    changes = queries.history_of(rule.trigger, rule.topic_id)
    said = [(one, lines_of(one.trigger, one.before, one.after)) for one in changes]
    return {"changes": said, "undone": undone(changes)}
