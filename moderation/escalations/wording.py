"""The rules and their parts, in the words managers read."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from forum.design.words import hours_words
from forum.kernel.languages import say
from moderation.helpdesk.rules import (
    ADVOCATE,
    DISPUTED,
    IN_MINUTES,
    IN_PEOPLE,
    ME_TOO,
    PERSONAL,
    REJECTED,
    SAFETY,
    TIMER,
    UNANSWERED,
    Rule,
)

NAMES = {
    TIMER: "Nobody has solved it",
    UNANSWERED: "Nobody has answered it",
    REJECTED: "The official answer did not help",
    ME_TOO: "Many have the same problem",
    DISPUTED: "People report an answer as wrong",
    PERSONAL: "It cannot be answered in public",
    SAFETY: "Its words may mean danger",
    ADVOCATE: "An advocate brings it, and says why",
}
MEANS = {
    TIMER: "A question without a solution becomes a ticket after so many opening hours.",
    UNANSWERED: "A question without any answer becomes a ticket after so many opening hours.",
    REJECTED: "The person who asked says so: the question becomes a ticket.",
    ME_TOO: "When so many have pressed “Me too”, the question becomes a ticket.",
    DISPUTED: "When so many have reported an answer as wrong, the question becomes a ticket, "
    "unless a moderator has found the answer right.",
    PERSONAL: "In such a topic every question becomes a ticket at once, and goes on in private "
    "there. What was asked in public stays as it is.",
    SAFETY: "A moderator finds it among the reports. Nothing happens to it by itself.",
    ADVOCATE: "They give a reason, and read how often what they brought needed us.",
}
LABELS = {"is_on": "On", "threshold": "From", "explanation": "Why we do this"}
HOURS, PEOPLE = "After so many opening hours", "From so many people on"
FOLLOWS = "As in all topics"
NOTHING = "–"


def threshold_label(trigger: str) -> str:
    """Of the field; nothing for a rule that has no number."""
    if trigger in IN_MINUTES:
        return HOURS
    return PEOPLE if trigger in IN_PEOPLE else ""


def threshold_words(trigger: str, threshold: int) -> str:
    """`16 hours` of opening time, or `5 people`."""
    if trigger in IN_MINUTES:
        return hours_words(threshold)
    if trigger in IN_PEOPLE:
        return str(ngettext("%(num)s person", "%(num)s people", threshold))
    return NOTHING


def state_words(rule: Rule) -> str:
    """On, off, or as in all topics."""
    if rule.is_on is None:
        return say(FOLLOWS)
    return str(_("On") if rule.is_on else _("Off"))


def lines_of(trigger: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[list[str]]:
    """Field, before, after: each in words."""
    return [
        [say(LABELS[name]), *(_said(trigger, name, side) for side in (before, after))]
        for name in after
    ]


def _said(trigger: str, name: str, side: Mapping[str, Any]) -> str:
    value = side.get(name)
    if name == "is_on":
        return state_words(Rule(trigger, value))
    if name == "threshold":
        return threshold_words(trigger, int(value or 0))
    return str(value) if value else NOTHING
