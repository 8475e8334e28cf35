"""What stands around every page: the menu, the footer, who is signed in, messages."""

from dataclasses import dataclass
from typing import Any, cast
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, get_flashed_messages, request, session, url_for
from werkzeug.routing import BuildError

from forum.accounts.current import reader
from forum.design.furnish import furnish
from forum.design.views import look
from forum.kernel.clock import now
from forum.kernel.house import Entry, house
from forum.kernel.site import Site, site
from forum.kernel.slots import Slot
from forum.kernel.web import csrf_token

header_slot = Slot("header")

LINKS = {
    "home": "home.front",
    "ask": "threads.ask",
    "contact": "helpdesk.contact",
    "ticket": "helpdesk.check",
    "sign_in": "accounts.sign_in",
    "me": "people.me",
}


@dataclass(frozen=True)
class Way:
    """One link of the menu or the footer."""

    label: str
    url: str
    current: bool
    icon: str = ""


def init_app(app: Flask) -> None:
    app.context_processor(_shown_everywhere)
    furnish(
        app.jinja_env,
        look=look,
        zone=lambda: ZoneInfo(_site().zone),
        now=now,
        csrf_token=csrf_token,
    )


def _shown_everywhere() -> dict[str, Any]:
    person = reader()
    return {
        "site": _site(),
        "member": person,
        "navigation": _ways("menu", person),
        "footer_links": _ways("footer", person),
        "header_slot": list(header_slot.render([0], to=person).values()),
        "links": {name: _url(endpoint) for name, endpoint in LINKS.items()},
        "messages": get_flashed_messages(with_categories=True) if "_flashes" in session else [],
    }


def _site() -> Site:
    if "site" not in g:
        g.site = site()
    return cast(Site, g.site)


def _ways(place: str, person: Any) -> list[Way]:
    admits = current_app.extensions["admits"]
    someone = person or _VISITOR
    entries = [e for e in house().navigation if e.place == place and admits(e.who, someone)]
    return [_way(entry) for entry in sorted(entries, key=lambda e: e.order)]


class _Visitor:
    is_authenticated = False
    role = "visitor"


_VISITOR = _Visitor()


def _way(entry: Entry) -> Way:
    return Way(entry.label, url_for(entry.endpoint), request.endpoint == entry.endpoint, entry.icon)


def _url(endpoint: str) -> str:
    """A page of a room that is not installed (the forum alone) leads home."""
    try:
        return url_for(endpoint)
    except BuildError:
        return "/"
