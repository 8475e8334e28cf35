"""What stands around every page: the menu, the footer, who is signed in, messages."""

from dataclasses import dataclass
from typing import Any, cast
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, get_flashed_messages, request, session, url_for
from werkzeug.routing import BuildError

from forum.accounts.current import Visitor, reader
from forum.design.furnish import furnish
from forum.design.views import address_of_theme, look
from forum.home import speech
from forum.home.wording import TEXTS
from forum.kernel.clock import now
from forum.kernel.forgery import csrf_token
from forum.kernel.house import Entry, house
from forum.kernel.languages import language, other_ways, say
from forum.kernel.site import site_now
from forum.kernel.slots import Slot

header_slot = Slot("header")

LINKS = {
    "home": "home.front",
    "ask": "threads.ask",
    "contact": "helpdesk.contact",
    "ticket": "helpdesk.check",
    "sign_in": "accounts.sign_in",
    "second_step": "second_step.show",
    "me": "people.me",
}
INSTALLED_LINKS = {"search": "search.results"}
"""Of packages that need not be there: without one there is no link, and nothing speaks of it."""


@dataclass(frozen=True)
class Way:
    """One link of the menu or the footer."""

    label: str
    url: str
    current: bool
    icon: str = ""
    count: int = 0


def init_app(app: Flask) -> None:
    app.context_processor(_shown_everywhere)
    app.extensions["addresses"] = {}
    app.jinja_env.globals["is_installable"] = app.config["INSTALLABLE"]
    speech.init_app(app)
    furnish(app.jinja_env, look=look, zone=_zone, now=now, csrf_token=csrf_token)


def _shown_everywhere() -> dict[str, Any]:
    person = reader()
    return {
        "site": site_now(),
        "language": language(),
        "languages": other_ways(),
        "member": person,
        "navigation": _ways("menu", person),
        "footer_links": [*_ways("footer", person), *_texts()],
        "desk_links": _ways("footer", person, of_staff=True) if person else [],
        "theme_sheet": address_of_theme(),
        "header_slot": list(header_slot.render([0], to=person).values()),
        "links": _links(),
        "messages": get_flashed_messages(with_categories=True) if "_flashes" in session else [],
    }


def _links() -> dict[str, str]:
    known = current_app.view_functions
    there = {name: end for name, end in INSTALLED_LINKS.items() if end in known}
    return {name: _url(endpoint) for name, endpoint in (LINKS | there).items()}


def _texts() -> list[Way]:
    """What staff have written about how this place is run."""
    there = site_now().texts
    return [_text(name, label) for name, label in TEXTS.items() if name in there]


def _text(name: str, label: str) -> Way:
    path = f"/{name}"
    return Way(say(label), path, request.path == path)


def _zone() -> ZoneInfo:
    zone = g.get("zone")
    if zone is None:
        zone = g.zone = ZoneInfo(site_now().zone)
    return cast(ZoneInfo, zone)


def _ways(place: str, person: Any, *, of_staff: bool = False) -> list[Way]:
    """In the footer what is for everybody stands apart from what is for staff."""
    admits = current_app.extensions["admits"]
    someone = person or Visitor()
    there = [e for e in house().navigation if e.place == place]
    if place == "footer":
        there = [e for e in there if (e.who != "anyone") is of_staff]
    entries = [e for e in there if admits(e.who, someone)]
    return [_way(entry) for entry in sorted(entries, key=lambda e: e.order)]


def _way(entry: Entry) -> Way:
    is_here = request.endpoint == entry.endpoint
    count = entry.count() if entry.count else 0
    return Way(say(entry.label), _url(entry.endpoint), is_here, entry.icon, count)


def _url(endpoint: str) -> str:
    """Built once; a page of a room that is not installed (the forum alone) leads home."""
    known: dict[str, str] = current_app.extensions["addresses"]
    if endpoint not in known:
        try:
            known[endpoint] = url_for(endpoint)
        except BuildError:
            known[endpoint] = "/"
    return known[endpoint]
