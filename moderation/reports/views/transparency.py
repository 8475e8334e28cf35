"""Reports and decisions in figures: a page, JSON and a table, all from the same query."""

import csv
import io
from typing import Any

from flask import Response, jsonify
from werkzeug.wrappers import Response as AnyResponse

from forum.kernel.clock import now
from forum.kernel.site import site
from forum.kernel.web import page
from moderation.reports import queries
from moderation.reports.queries import Figure, Quarter, Told, quarter_of
from moderation.reports.views.blueprint import reports

COLUMNS = ("quarter", "first_day", "last_day", "about", "part", "label", "value", "note")
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
TABLES = {
    "reports": "Reports received, by reason",
    "decisions": "Decisions, and how soon",
    "appeals": "Appeals, and how they ended",
}


@reports.get("/transparency")
def transparency() -> AnyResponse:
    """What was reported, how it was decided and how appeals ended, for each quarter."""
    quarters, figures = queries.published_figures()
    tables = [(about, title, _table(figures, about)) for about, title in TABLES.items()]
    next_day = quarter_of(now()).ends
    return page("reports/transparency.html", quarters=quarters, tables=tables, next_day=next_day)


@reports.get("/transparency.json")
def transparency_json() -> Response:
    """The same figures for programs."""
    quarters, figures = queries.published_figures()
    return jsonify(
        zone=site().zone,
        quarters=[_said(quarter) for quarter in quarters],
        figures=[_row(figure) for figure in figures],
    )


@reports.get("/transparency.csv")
def transparency_csv() -> Response:
    """The same figures as a table."""
    written = io.StringIO()
    sheet = csv.DictWriter(written, COLUMNS)
    sheet.writeheader()
    for figure in queries.published_figures()[1]:
        sheet.writerow(_row(figure) | {"label": _harmless(figure.label)})
    return Response(written.getvalue(), content_type="text/csv; charset=utf-8")


def _table(figures: list[Figure], about: str) -> list[tuple[str, list[Told]]]:
    """A line for each part: its label, and what is told of each quarter."""
    lines: dict[str, tuple[str, list[Told]]] = {}
    for figure in figures:
        if figure.about == about:
            lines.setdefault(figure.part, (figure.label, []))[1].append(figure.told)
    return list(lines.values())


def _row(figure: Figure) -> dict[str, Any]:
    facts = {"about": figure.about, "part": figure.part, "label": figure.label}
    told = {"value": figure.told.value, "note": str(figure.told.note)}
    return _said(figure.quarter) | facts | told


def _said(quarter: Quarter) -> dict[str, str]:
    return {
        "quarter": quarter.name,
        "first_day": quarter.first_day.isoformat(),
        "last_day": quarter.last_day.isoformat(),
    }


def _harmless(label: str) -> str:
    """A program for tables would take it for a formula."""
    return f"'{label}" if label.startswith(FORMULAS) else label
