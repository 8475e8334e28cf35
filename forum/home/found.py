"""What robots ask for: what they may read here, and where everything is."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, cast
from xml.sax.saxutils import escape

from flask import Blueprint, Flask, Response, current_app

from forum.home.wording import TEXTS
from forum.kernel.errors import Missing
from forum.kernel.found import Address, Listing, of_few
from forum.kernel.house import house
from forum.kernel.paging import LARGEST
from forum.kernel.site import site, site_now

found = Blueprint("found", __name__)

PAGES = (
    *("home.front", "threads.index", "ideas.index", "alerts.index", "services.index"),
    *("home.about", "home.help_page", "home.accessibility", "people.ladder"),
)
XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
LINES = 500
FRESH = {"Cache-Control": "public, max-age=600"}
NO_PART = "There is no such part of the list of addresses."


@found.get("/robots.txt")
def robots() -> Response:
    """Everything else that is not to be kept says so itself, and has to be read for that."""
    paths = ["/"] if site_now().is_pilot else house().robots
    closed = [f"Disallow: {path}" for path in paths]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {_absolute('/sitemap.xml')}", ""]
    return Response("\n".join(lines), content_type="text/plain; charset=utf-8", headers=FRESH)


@found.get("/sitemap.xml")
def sitemap() -> Response:
    """The parts of the list of all addresses."""
    paths = (
        f"/sitemap/{kind}-{number}.xml"
        for kind, listing in house().sitemap.items()
        for number in listing.parts()
    )
    lines = (f"<sitemap><loc>{escape(_absolute(path))}</loc></sitemap>" for path in paths)
    return _xml("sitemapindex", lines)


@found.get("/sitemap/<kind>-<int:number>.xml")
def part(kind: str, number: int) -> Response:
    """The addresses of one part, sent while they are read."""
    listing = house().sitemap.get(kind)
    if listing is None or number > LARGEST // 100_000:
        raise Missing(NO_PART)
    return _xml("urlset", map(_line, _some(listing, number)))


def pages() -> Listing:
    """The pages that stand for themselves."""
    return of_few(lambda: [Address(path) for path in (*map(_path, PAGES), *_texts())])


def _texts() -> list[str]:
    return [f"/{name}" for name in TEXTS if name in site().texts]


def _path(endpoint: str) -> str:
    """While the list is being sent, the request for it is over."""
    return current_app.url_map.bind("").build(endpoint)


def _some(listing: Listing, number: int) -> Iterator[Address]:
    """Raises Missing for a part that is empty, before anything is sent."""
    addresses = listing.addresses(number)
    first = next(addresses, None)
    if first is None:
        raise Missing(NO_PART)
    return chain([first], addresses)


def _line(address: Address) -> str:
    changed = address.changed_at and address.changed_at.isoformat(timespec="seconds")
    when = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(_absolute(address.path))}</loc>{when}</url>"


def _absolute(path: str) -> str:
    return f"{current_app.config['BASE_URL']}{path}"


def _xml(root: str, lines: Iterable[str]) -> Response:
    app = cast(Any, current_app)._get_current_object()
    return Response(_written(app, root, iter(lines)), content_type=XML, headers=FRESH)


def _written(app: Flask, root: str, lines: Iterator[str]) -> Iterator[str]:
    """No connection is kept while a slow robot takes what was read."""
    yield f"{HEAD}<{root} {NAMESPACE}>\n"
    while some := _next(app, lines):
        yield some
    yield f"</{root}>\n"


def _next(app: Flask, lines: Iterator[str]) -> str:
    with app.app_context():
        return "".join(f"{line}\n" for line in islice(lines, LINES))
