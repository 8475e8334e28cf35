"""The rules for managers: seen, tried out on the last thirty days, and changed."""

from flask import flash, redirect, request
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.forms import is_seen
from forum.kernel.web import page, room
from forum.topics.models import Topic
from forum.topics.queries import topic_called
from moderation.escalations import actions, queries
from moderation.escalations.forms import RuleForm
from moderation.escalations.telling import address, rule_page
from moderation.escalations.wording import (
    MEANS,
    NAMES,
    state_words,
    threshold_label,
    threshold_words,
)
from moderation.helpdesk.queries import book

escalations = room("escalations", __file__)

BOTH = ["GET", "POST"]


@escalations.get("/desk/rules")
def index() -> Response:
    """Every rule, whether it is on, and in which topics it is another."""
    return page(
        "escalations/index.html",
        rules=queries.all_rules(),
        names=NAMES,
        means=MEANS,
        state=state_words,
        label=threshold_label,
        number=threshold_words,
    )


@escalations.route("/desk/rules/<trigger>/edit", methods=BOTH)
def edit_rule(trigger: str) -> Response:
    """Change the rule for all topics: first shown what it would have done, then saved."""
    return _edit(queries.known_trigger(trigger), None)


@escalations.route("/desk/rules/<trigger>/topics/<slug>/edit", methods=BOTH)
def edit_topic_rule(trigger: str, slug: str) -> Response:
    """The same for one topic."""
    return _edit(queries.known_trigger(trigger), topic_called(slug))


@escalations.post("/desk/rules/changes/<int:rule_change_id>/removal")
def undo(rule_change_id: int) -> Response:
    """Put back what was before this change."""
    with writing():
        change = queries.change_numbered(rule_change_id)
        actions.undo(change, by=current_member())
        here = address(change.trigger, change.topic)
    flash("It is as it was before.", "good")
    return redirect(here, 303)


def _edit(trigger: str, topic: Topic | None) -> Response:
    topic_id = topic.id if topic else None
    rules = book()
    rule = queries.rule_at(trigger, topic_id, rules=rules)
    if request.method == "GET":
        return rule_page(RuleForm.of(rule), rules, topic)
    form = RuleForm.sent(rule=rule)
    if not form.is_fine:
        return rule_page(form, rules, topic, status=422)
    if not is_seen(form):
        return rule_page(form, rules, topic, preview=True)

    facts, version = form.facts, form.version.data
    with writing():
        by = current_member()
        actions.change_rule(trigger, topic_id, facts, by=by, version=version)
    flash("It is saved. You can undo it below.", "good")
    return redirect(address(trigger, topic), 303)
