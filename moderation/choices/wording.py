"""The choices and their parts, in the words managers read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from forum.design.words import moment_words
from forum.kernel.clock import now
from forum.kernel.languages import say
from forum.kernel.site import site

Names = Mapping[str, Mapping[Any, str]]

BOARD, IDEA_REASON, REPORT_REASON = "board", "idea_reason", "report_reason"
TICKET_KIND = "ticket_kind"
DEFAULT = "default"
KINDS = {
    BOARD: "Board",
    IDEA_REASON: "Reason for a decision about an idea",
    REPORT_REASON: "Reason for a report",
    TICKET_KIND: "Kind of ticket",
}
LABELS = {
    "name": "Name",
    "service_id": "Service",
    "opens_at": "Opens",
    "closes_at": "Closes",
    "takes_supports": "Takes supports",
    "supports_each": "Open ideas one person can support",
    "review_at": "Supporters until the policy team reads it",
    "promise_at": "Supporters until an answer is promised",
    "promise_days": "Working days until that answer",
    DEFAULT: "Ideas that name no board come to",
    "label": "What people read",
    "rule": "The rule that decisions name",
    "is_retired": "Retired",
    "first_days": "Working days until the first reply",
    "answer_days": "Working days until the answer",
    "answer_months": "Months until the answer",
    "second_days": "Working days until a second look is answered",
    "may_pause": "The clock stops while we wait for the person",
    "is_for_managers": "Only managers see it",
    "from_writing": "The clock of a public post counts from when it was written",
    "keeps": "What nobody can delete while it is open",
    "steps": "Steps before it is answered",
    "closing": "What every ending says",
    "turn_to": "Whom people can turn to",
    "link": "Their address",
}
NOTHING = "–"
EMPTY = {"supports_each": "No limit", "service_id": "The whole place"}


def lines_of(
    before: Mapping[str, Any], after: Mapping[str, Any], *, named: Names
) -> list[list[str]]:
    """Field, before, after: each in words. `named` says what values of some fields are called."""
    return [
        [say(LABELS[name]), *(_said(name, side, named) for side in (before, after))]
        for name in after
        if name in LABELS
    ]


def _said(name: str, side: Mapping[str, Any], named: Names) -> str:
    if name not in side:
        return NOTHING
    value = side[name]
    if value is None:
        return say(EMPTY.get(name, NOTHING))
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return " · ".join(say(one) for one in value) or NOTHING
    if name in named:
        return named[name].get(value, NOTHING)
    return _moment(value) if name.endswith("s_at") else str(value)


def _moment(text: str) -> str:
    """A moment as it is kept, by the clock of the place."""
    return moment_words(datetime.fromisoformat(text), zone=ZoneInfo(site().zone), now=now())
