"""How many complaints there were about broken promises and how they ended: a page and JSON."""

from typing import Any

from flask import Response, jsonify
from werkzeug.wrappers import Response as AnyResponse

from forum.kernel.clock import now
from forum.kernel.site import site
from forum.kernel.web import page
from moderation.grievances import queries
from moderation.grievances.reasons import WORKING_DAYS
from moderation.grievances.views.blueprint import grievances
from moderation.reports.queries import quarter_of


@grievances.get("/grievances")
def figures() -> AnyResponse:
    """Complaints about broken promises, for each quarter that is over."""
    quarters, lines = queries.published()
    shown: dict[str, Any] = {
        "quarters": quarters,
        "lines": lines,
        "next_day": quarter_of(now()).ends,
    }
    return page("grievances/figures.html", days=WORKING_DAYS, **shown)


@grievances.get("/grievances.json")
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
