"""Reports and decisions in figures: a page, JSON and a table, all from the same query."""

from typing import Any

from flask import Response, jsonify
from werkzeug.wrappers import Response as AnyResponse

from forum.kernel.clock import now
from forum.kernel.site import site
from forum.kernel.web import page
from moderation.reports import queries
from moderation.reports.published import as_table
from moderation.reports.queries import Figure, Quarter, quarter_of
from moderation.reports.queries.few import Line
from moderation.reports.views.blueprint import reports

COLUMNS = ("quarter", "first_day", "last_day", "about", "part", "label", "value", "note")
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
    rows = [_row(figure) for figure in queries.published_figures()[1]]
    return as_table(COLUMNS, rows, words="label")


def _table(figures: list[Figure], about: str) -> list[Line]:
    """A line for each part: its label, and what is told of each quarter."""
    lines: dict[str, Line] = {}
    for figure in figures:
        if figure.about == about:
            lines.setdefault(figure.part, Line(figure.label, [])).told.append(figure.told)
    return list(lines.values())


def _row(figure: Figure) -> dict[str, Any]:
    facts = {"about": figure.about, "part": figure.part, "label": figure.label}
    return _said(figure.quarter) | facts | figure.told.as_facts()


def _said(quarter: Quarter) -> dict[str, str]:
    return {
        "quarter": quarter.name,
        "first_day": quarter.first_day.isoformat(),
        "last_day": quarter.last_day.isoformat(),
    }
