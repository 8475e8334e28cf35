"""How often tickets were passed on from one person to another: a page and JSON."""

from typing import Any

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from forum.kernel.clock import now
from forum.kernel.web import page
from moderation.owners import queries
from moderation.owners.views.blueprint import owners
from moderation.reports.published import as_json
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
    return as_json(*queries.published())
