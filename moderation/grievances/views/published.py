"""How many complaints there were about broken promises and how they ended: a page and JSON."""

from typing import Any

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from forum.kernel.clock import now
from forum.kernel.web import page
from moderation.grievances import queries
from moderation.grievances.reasons import WORKING_DAYS
from moderation.grievances.views.blueprint import grievances
from moderation.reports.published import as_json
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
    return as_json(*queries.published())
