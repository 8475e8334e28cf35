"""The fields of the catalogue and their values, in the words of a preview."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from forum.kernel.languages import say
from forum.services.hours import Calendar, calendar_from
from forum.services.wording import opening_line, promise_words
from moderation.catalogue.hours import closures_typed
from moderation.catalogue.rules import priorities_typed

LABELS = {
    "name": "Name",
    "summary": "In one sentence",
    "owner": "Who answers",
    "phone": "Phone",
    "email": "E-mail",
    "place": "Place",
    "provides": "What it provides",
    "calendar": "Opening hours",
    "first_response_minutes": "First reply within",
    "next_response_minutes": "Each later reply within",
    "resolution_minutes": "Answer within",
    "by_priority": "Other promises by priority",
    "counts_incidents": "The time of a known problem",
    "true_months": "Months until an official answer is looked at again",
    "service_id": "Service",
    "position": "Place in the list",
    "escalates_after_minutes": "To the council after",
}
INCIDENTS = {
    "counted": "Its time counts: promises stay as they are",
    "stopped": "Its time does not count: the clock of a promise stands still",
}
NOTHING = "–"
LONGEST = 300


def lines_of(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    was: Calendar,
    becomes: Calendar,
    services: Mapping[int, str],
) -> list[list[str]]:
    """Field, before, after: each in words; what follows from another field is left out."""
    return [
        [
            say(LABELS[name]),
            _said(name, before.get(name), was, services),
            _said(name, after[name], becomes, services),
        ]
        for name in after
        if name in LABELS
    ]


def _said(name: str, value: Any, calendar: Calendar, services: Mapping[int, str]) -> str:
    if value is None or value in ("", {}):
        return NOTHING
    if name in _SAID:
        return _SAID[name](value, calendar)
    if name.endswith("_minutes"):
        if value == 0:
            return str(_("Never"))
        return promise_words(value, calendar)
    if name == "service_id":
        return services.get(value, NOTHING)
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _calendar(facts: Mapping[str, Any], _was: Calendar) -> str:
    parts = [opening_line(calendar_from(facts))]
    if place := facts.get("holidays"):
        where = " ".join(part for part in (place["country"], place.get("subdivision")) if part)
        parts.append(_("closed on public holidays (%(where)s)", where=where))
    if closures := facts.get("closures"):
        days = closures_typed(closures).replace("\n", ", ")
        parts.append(_("closed on %(days)s", days=days))
    return "; ".join(parts)


def _counted(counts: bool, _calendar: Calendar) -> str:
    return str(_("Counts") if counts else _("Does not count"))


def _by_priority(kept: Mapping[str, Any], calendar: Calendar) -> str:
    return priorities_typed(kept, calendar).replace("\n", "; ")


_SAID: dict[str, Callable[[Any, Calendar], str]] = {
    "by_priority": _by_priority,
    "calendar": _calendar,
    "counts_incidents": _counted,
}
