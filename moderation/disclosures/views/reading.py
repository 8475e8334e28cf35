"""Answered requests for information: a list, one of them, and the same for programs."""

import csv
import io
from typing import Any

from flask import Response, jsonify, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from forum.kernel.feeds import feed_of
from forum.kernel.text import shown
from forum.kernel.web import page
from forum.services.models import Service
from forum.services.queries import all_services, service_called
from moderation.disclosures import queries
from moderation.disclosures.models import Disclosure
from moderation.disclosures.queries import YEARS, Only
from moderation.disclosures.views.room import disclosures
from moderation.disclosures.wording import OUTCOMES

MOST_ROWS = 1_000
COLUMNS = (
    *("reference", "asked_on", "answered_on", "service", "title", "outcome", "reason", "summary"),
    "url",
)
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@disclosures.get("/disclosures")
def index() -> AnyResponse:
    """What others asked and what we answered, the last first."""
    only, service = _asked()
    found = queries.listed(only, cursor=request.args.get("cursor"))
    return page(
        "disclosures/index.html",
        found=found,
        outcomes=OUTCOMES,
        only=only,
        here=service,
        by_year=_ways(service, only),
        by_service=_services(service, only),
        older=found.next and _address("index", service, only.year, cursor=found.next),
        newest=request.args.get("cursor") and _address("index", service, only.year),
        feed_url=_address("feed", service, None),
        json_url=_address("index_json", service, only.year),
        csv_url=_address("index_csv", service, only.year),
    )


@disclosures.get("/disclosures/<reference>")
def show(reference: str) -> AnyResponse:
    """What was asked, how it ended, and the answer."""
    one = queries.disclosure_called(reference)
    return page("disclosures/show.html", one=one, body=shown(one.html), outcomes=OUTCOMES)


@disclosures.get("/disclosures.json")
def index_json() -> Response:
    """A page of the list with the answers whole; `next` leads on."""
    only, service = _asked()
    found = queries.listed(only, cursor=request.args.get("cursor"))
    next_url = found.next and _address("index_json", service, only.year, cursor=found.next)
    rows = [_row(one) | {"answer": one.body} for one in found.items]
    return jsonify(disclosures=rows, next=next_url)


@disclosures.get("/disclosures.csv")
def index_csv() -> Response:
    """The list as a table, without the answers; ask year by year where it is long."""
    only, _service = _asked()
    written = io.StringIO()
    sheet = csv.DictWriter(written, COLUMNS)
    sheet.writeheader()
    for one in queries.listed(only, size=MOST_ROWS).items:
        sheet.writerow({name: _harmless(text) for name, text in _row(one).items()})
    return Response(written.getvalue(), content_type="text/csv; charset=utf-8")


@disclosures.get("/disclosures/feed.atom")
def feed() -> Response:
    """The answers published last, as an Atom feed; `service` picks one service."""
    only, service = _asked()
    found = queries.lately(only)
    return feed_of(
        "disclosures/feed.xml",
        changed_at=max((one.published_at for one in found), default=None),
        here=_address("index", service, only.year),
        found=found,
    )


def _asked() -> tuple[Only, Service | None]:
    """A year we never had is as good as none; a service we never had is answered as such."""
    typed, slug = request.args.get("year", ""), request.args.get("service")
    is_year = typed.isascii() and typed.isdecimal() and len(typed) == 4 and int(typed) in YEARS
    service = service_called(slug) if slug else None
    return Only(int(typed) if is_year else None, service.id if service else None), service


def _address(name: str, service: Service | None, year: int | None, **more: Any) -> str:
    slug = service.slug if service else None
    return url_for(f"disclosures.{name}", service=slug, year=year, **more)


def _ways(service: Service | None, only: Only) -> list[tuple[str, str, bool]]:
    """The links that show one year; none when there is only one."""
    found = queries.years()
    if len(found) < 2:
        return []
    every = (_("All years"), _address("index", service, None), only.year is None)
    return [every, *((str(y), _address("index", service, y), y == only.year) for y in found)]


def _services(here: Service | None, only: Only) -> list[tuple[str, str, bool]]:
    services = all_services()
    if len(services) < 2:
        return []
    every = (_("All services"), _address("index", None, only.year), here is None)
    links = ((one.name, _address("index", one, only.year), one is here) for one in services)
    return [every, *links]


def _row(one: Disclosure) -> dict[str, str]:
    return {
        "reference": one.reference,
        "asked_on": one.asked_at.date().isoformat(),
        "answered_on": one.answered_at.date().isoformat(),
        "service": one.service.name,
        "title": one.title,
        "outcome": one.outcome,
        "reason": one.reason,
        "summary": one.summary,
        "url": url_for("disclosures.show", reference=one.reference),
    }


def _harmless(text: str) -> str:
    """A program for tables would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULAS) else text
