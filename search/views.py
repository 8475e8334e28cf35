"""The page of results."""

from typing import Any
from urllib.parse import urlencode

from flask import request, url_for
from werkzeug.routing import BuildError
from werkzeug.wrappers import Response

from forum.accounts.current import reader
from forum.kernel.web import page, room
from search.finding import LAST_PAGE, Found, find
from search.kinds import KINDS
from search.query import LONGEST, read, without_kind

search = room("search", __file__)

CHOICES = ("kind", "topic", "tag", "solved")
LONGEST_CHOICE = 100


@search.get("/search")
def results() -> Response:
    """What fits the words, by kind; and where to ask when nothing does."""
    typed = " ".join(request.args.get("q", "")[:LONGEST].split())
    chosen = {name: request.args.get(name, "")[:LONGEST_CHOICE] for name in CHOICES}
    asked = read(typed, **chosen)
    number = _page_number(request.args.get("page", ""))
    found = find(asked, to=reader(), page=number)
    chosen["kind"] = asked.wanted.kind
    here = _Here(without_kind(typed), chosen, number)
    shown = page(
        "search/results.html",
        typed=typed,
        asked=asked,
        chosen=chosen,
        found=found,
        here=here,
        ways=_ways(found, here),
        labels={name: kind.label for name, kind in KINDS.items()},
        doors=_doors(typed, chosen),
    )
    return _unlisted(shown)


class _Here:
    """Addresses of this search with something changed."""

    def __init__(self, typed: str, chosen: dict[str, str], number: int) -> None:
        self._asked = {"q": typed} | chosen
        self.kind, self.number = chosen["kind"], number

    def but(self, **changed: Any) -> str:
        asked = {name: value for name, value in (self._asked | changed).items() if value}
        return f"{url_for('search.results')}?{urlencode(asked)}"

    @property
    def before(self) -> str | None:
        return self.but(page=self.number - 1) if self.number > 1 else None

    @property
    def after(self) -> str:
        return self.but(page=self.number + 1)


def _page_number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 1
    return min(max(number, 1), LAST_PAGE)


def _ways(found: Found, here: _Here) -> list[tuple[str, str, bool, int]]:
    """A link for each kind there are results of, and for the chosen one even without any."""
    return [
        (kind.label, here.but(kind=name), here.kind == name, found.counts.get(name, 0))
        for name, kind in KINDS.items()
        if name in found.counts or name == here.kind
    ]


def _doors(typed: str, chosen: dict[str, str]) -> dict[str, str | None]:
    """Asking everyone and asking in private, both with the words carried over."""
    topic = chosen["topic"] or None
    return {
        "ask": url_for("threads.ask", title=typed or None, topic=topic),
        "private": _address("helpdesk.contact", title=typed or None),
    }


def _address(endpoint: str, **values: Any) -> str | None:
    try:
        return url_for(endpoint, **values)
    except BuildError:
        return None


def _unlisted(shown: Response) -> Response:
    """Robots follow no search: there is no end of them."""
    shown.headers["X-Robots-Tag"] = "noindex"
    return shown
