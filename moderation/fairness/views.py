"""Whether anybody is answered sooner for what they did for others: a page, JSON and a table."""

from collections.abc import Sequence
from typing import Any

from flask import Response, jsonify
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as AnyResponse

from forum.kernel.web import page, room
from forum.people.wording import RUNGS
from moderation.fairness import queries
from moderation.fairness.queries import VISITOR
from moderation.fairness.reckoning import Group
from moderation.reports.published import as_table
from moderation.reports.queries.few import Note

fairness = room("fairness", __file__)

COLUMNS = ("part", "name", "rung", "cases_at_least", "median_minutes", "by_chance", "note")
TITLES = {"all": _("Everybody"), "area": _("By service"), "channel": _("By way of asking")}
CHANNELS = {
    "web": _("On these pages"),
    "mail": _("By e-mail"),
    "phone": _("On the phone"),
    "counter": _("At the counter"),
    "api": _("From another program"),
    "timer": _("By a rule, after waiting"),
}
NAMES: dict[str, Any] = {
    VISITOR: _("No account"),
    **{str(one): words for one, words in RUNGS.items()},
}


@fairness.get("/quality/fairness")
def figures() -> AnyResponse:
    """How long people waited for a first answer, by rung, service and way of asking."""
    found = queries.fairness()
    tables = [(part, title, _rows(found, part)) for part, title in TITLES.items()]
    return page("fairness/figures.html", tables=[one for one in tables if one[2]])


@fairness.get("/quality/fairness.json")
def figures_json() -> Response:
    """The same figures for programs."""
    return jsonify(groups=[_facts(group) for group in queries.fairness()])


@fairness.get("/quality/fairness.csv")
def figures_csv() -> Response:
    """The same figures as a table."""
    return as_table(COLUMNS, [_facts(group) for group in queries.fairness()], words="name")


def _rows(found: Sequence[Group], part: str) -> list[list[Any]]:
    return [_row(group) for group in found if group.part == part]


def _row(group: Group) -> list[Any]:
    name = CHANNELS.get(group.name, group.name) if group.part == "channel" else group.name
    about = NAMES[group.rung] if group.part == "all" else f"{name}: {NAMES[group.rung]}"
    if not group.is_told:
        return [about, gettext("fewer than 10"), gettext("not shown"), gettext("not shown")]
    return [about, group.at_least, _time(group.minutes or 0), _chance(group.by_chance)]


def _time(minutes: float) -> str:
    whole = int(minutes)
    return str(gettext("%(hours)s h %(minutes)s min", hours=whole // 60, minutes=whole % 60))


def _chance(share: float | None) -> Any:
    return gettext("not shown") if share is None else round(100 * share)


def _facts(group: Group) -> dict[str, Any]:
    told: dict[str, Any] = {"cases_at_least": group.at_least, "median_minutes": group.minutes}
    told |= {"by_chance": group.by_chance}
    shown = told if group.is_told else dict.fromkeys(told)
    note = Note.EXACT if group.is_told else Note.FEWER
    return {"part": group.part, "name": group.name, "rung": group.rung, **shown, "note": str(note)}
