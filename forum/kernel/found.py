"""What can be found from outside: the pages search engines may keep, the addresses they are told.

A page is kept from search engines unless its endpoint stands in a FOUND table.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote

from flask import Flask, Response, current_app, g, has_request_context, request
from sqlalchemy import Select
from werkzeug.wrappers import Response as AnyResponse

from forum.kernel.db import db
from forum.kernel.site import site_now

MOST = 50_000  # addresses that one part of a sitemap may hold (sitemaps.org)
AT_ONCE = 5_000
R = TypeVar("R", bound=AnyResponse)


@dataclass(frozen=True)
class Address:
    """A public page; `changed_at` is None where nobody writes down when it changed."""

    path: str
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Listing:
    """The public addresses of one kind of thing, in parts of at most MOST.

    `parts()` gives the numbers of the parts that are not empty, `addresses(number)` what stands
    in one, in a number of queries that does not depend on how much there is outside of it.
    """

    parts: Callable[[], Iterable[int]]
    addresses: Callable[[int], Iterator[Address]]


@dataclass(frozen=True)
class Outside:
    """What a page says of itself to search engines and in previews of links; nothing it hides.

    `description` is plain text, `facts` are in the words of schema.org.
    """

    description: str
    kind: str = "article"
    facts: dict[str, Any] | None = None


def by_id(rows: Select[*tuple[Any, ...]], id_: Any, address: Callable[[Any], Address]) -> Listing:
    """Of things with many rows: a part is a stretch of ids, so a new row moves no other.

    `rows` selects what everybody may see, with a column `id`.
    """

    def parts() -> Iterable[int]:
        part = id_ // MOST
        return db.scalars(rows.with_only_columns(part).distinct().order_by(part)).all()

    def addresses(number: int) -> Iterator[Address]:
        last, end = number * MOST - 1, (number + 1) * MOST
        stretch = rows.where(id_ < end).order_by(id_).limit(AT_ONCE)
        while found := db.execute(stretch.where(id_ > last)).all():
            yield from map(address, found)
            if len(found) < AT_ONCE:
                return
            last = found[-1].id

    return Listing(parts, addresses)


def of_few(all_addresses: Callable[[], Iterable[Address]]) -> Listing:
    """Of things that are few, in one part."""
    return Listing(lambda: [0], lambda number: iter(() if number else all_addresses()))


def latest(*moments: datetime | None) -> datetime | None:
    return max((moment for moment in moments if moment is not None), default=None)


def init_app(app: Flask) -> None:
    app.after_request(_keep_out)
    app.context_processor(lambda: {"canonical": canonical()})


def canonical(path: str | None = None) -> str | None:
    """The one absolute address of a page, None for pages that search engines do not keep."""
    if not has_request_context() or site_now().is_pilot or not _may_be_found():
        return None
    return f"{current_app.config['BASE_URL']}{path or quote(request.path)}"


def kept_out(response: R) -> R:
    """This one is kept from search engines, whatever the table says."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _keep_out(response: Response) -> Response:
    is_pilot = "site" in g and site_now().is_pilot  # only pages know, and only pages are kept
    if response.status_code < 400 and not is_pilot and _may_be_found():
        return response
    return kept_out(response)


def _may_be_found() -> bool:
    """The later pages of a list change with each new entry: a sitemap tells what is on them."""
    found = current_app.extensions["house"].found
    return request.endpoint in found and "cursor" not in request.args
