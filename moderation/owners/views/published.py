"""How often tickets were passed on from one person to another: a page and JSON."""

from typing import Any

from flask import Response, jsonify
from werkzeug.wrappers import Response as AnyResponse

from forum.kernel.clock import now
from forum.kernel.site import site
from forum.kernel.web import page
from moderation.owners import queries
from moderation.owners.views.blueprint import owners
from moderation.reports.queries import quarter_of


@owners.get("/transfers")
def figures() -> AnyResponse:
    """How often tickets changed hands, for each quarter that is over."""
    quarters, lines = queries.published()
    shown: dict[str, Any] = {"quarters": quarters, "lines": lines}
    return page("owners/figures.html", next_day=quarter_of(now()).ends, **shown)


@owners.get("/transfers.json")
def figures_json() -> Response:
    """The same figures for programs."""
    quarters, lines = queries.published()
    return jsonify(
        zone=site().zone,
        quarters=[quarter.name for quarter in quarters],
        figures=[
            {"label": line.label, "values": [_said(told) for told in line.told]} for line in lines
        ],
    )


def _said(told: Any) -> dict[str, Any]:
    return {"value": told.value, "note": str(told.note)}
