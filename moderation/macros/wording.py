"""What the desk keeps ready in the words staff read, and the places a text can leave open."""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from forum.kernel.languages import say
from moderation.helpdesk.states import CITIZEN_LABELS, LEVEL_WORDS, REASONS, State

ANSWER, MACRO, BODY, WORD = "answer", "macro", "body", "word"
KINDS = {
    ANSWER: "Ready answer",
    MACRO: "Macro",
    BODY: "Body elsewhere that answers for something",
    WORD: "Word of the office, and the plain one",
}
TO_ADD = {
    ANSWER: "Add a ready answer",
    MACRO: "Add a macro",
    BODY: "Add a body elsewhere",
    WORD: "Add a word",
}
TAKES = {
    "page": "On a page of its own",
    "mail": "By e-mail",
    "phone": "By phone",
}
PLACES = {
    "name": "the name of the person",
    "reference": "the reference of the ticket",
    "service": "the name of the service",
    "promise": "the promise that is open, with its day and hour",
}
"""What can stand in braces in a ready answer."""
PLACE = re.compile(r"\{([^{}\n]{0,40})\}")
MOVES = (
    State.OPEN,
    State.WAITING_CITIZEN,
    State.WAITING_THIRD_PARTY,
    State.CLOSED_UNRESOLVED,
)
"""Where a macro can move a ticket; to “answered” it goes by answering."""
TOLD_WHY = (State.WAITING_CITIZEN, State.CLOSED_UNRESOLVED)
"""There the person reads why, so the macro has a ready answer."""
GIVES = {"me": "To whoever uses it", "nobody": "To nobody"}
SENDS = {
    "answer": "As the answer, to the person only",
    "message": "As a message that is no answer yet",
    "note": "As a note between staff: it is never sent",
}
LABELS = {
    "title": "Title",
    "in_short": "In short",
    "body": "Text",
    "states": "For tickets in these states",
    "service_id": "Service",
    "name": "Name",
    "impact": "Set the impact to",
    "urgency": "Set the urgency to",
    "give": "Give the ticket",
    "answer_id": "Write this ready answer",
    "send": "How it is written",
    "state": "Move the ticket to",
    "reason": "With this reason",
    "does": "What it does",
    "takes": "How it takes requests",
    "link": "Its page",
    "email": "E-mail",
    "phone": "Phone",
    "words_to": "E-mail for words that people want passed on",
    "body_id": "Who answers for it",
    "word": "Word of the office",
    "plain": "Plain word",
    "is_retired": "Retired",
}
WORDS: dict[str, Mapping[Any, str]] = {
    "impact": LEVEL_WORDS,
    "urgency": LEVEL_WORDS,
    "give": GIVES,
    "send": SENDS,
    "state": CITIZEN_LABELS,
    "reason": REASONS,
    "takes": TAKES,
}
NOTHING = "–"
Names = Mapping[str, Mapping[Any, str]]


def lines_of(
    before: Mapping[str, Any], after: Mapping[str, Any], *, named: Names
) -> list[list[str]]:
    """Field, before, after: each in words. `named` says what ids are called."""
    return [
        [say(LABELS[name]), *(_said(name, side.get(name), named) for side in (before, after))]
        for name in after
        if name in LABELS
    ]


def steps_of(facts: Mapping[str, Any], *, named: Names) -> list[tuple[str, str]]:
    """What a macro does, in its order: label and value."""
    order = ("impact", "urgency", "give", "answer_id", "send", "state", "reason", "body_id")
    return [(say(LABELS[name]), _said(name, facts[name], named)) for name in order if facts[name]]


def unknown_places(text: str) -> list[str]:
    """What stands in braces and is not one of PLACES."""
    return [found[0] for found in PLACE.finditer(text) if found[1] not in PLACES]


def _said(name: str, value: Any, named: Names) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if not value:
        return NOTHING
    if name == "states":
        return ", ".join(say(CITIZEN_LABELS[State(code)]) for code in value.split())
    if name in WORDS:
        return say(WORDS[name].get(value, NOTHING))
    return named[name].get(value, NOTHING) if name in named else str(value)
