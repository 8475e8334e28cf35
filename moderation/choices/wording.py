"""The choices and their parts, in the words managers read."""

from collections.abc import Mapping
from typing import Any

Names = Mapping[str, Mapping[Any, str]]

BOARD, IDEA_REASON, REPORT_REASON = "board", "idea_reason", "report_reason"
DEFAULT = "default"
KINDS = {
    BOARD: "Board",
    IDEA_REASON: "Reason for a decision about an idea",
    REPORT_REASON: "Reason for a report",
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
}
NOTHING, NO_LIMIT, WHOLE_PLACE = "–", "no limit", "the whole place"
EMPTY = {"supports_each": NO_LIMIT, "service_id": WHOLE_PLACE}


def lines_of(
    before: Mapping[str, Any], after: Mapping[str, Any], *, named: Names
) -> list[list[str]]:
    """Field, before, after: each in words. `named` says what values of some fields are called."""
    return [
        [LABELS[name], *(_said(name, side, named) for side in (before, after))]
        for name in after
        if name in LABELS
    ]


def _said(name: str, side: Mapping[str, Any], named: Names) -> str:
    if name not in side:
        return NOTHING
    value = side[name]
    if value is None:
        return EMPTY.get(name, NOTHING)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in named:
        return named[name].get(value, NOTHING)
    return _moment(value) if name.endswith("s_at") else str(value)


def _moment(text: str) -> str:
    """A moment as it is kept, to the minute."""
    return f"{text[:16].replace('T', ' ')} UTC"
