"""This place on somebody's home screen: what it is called there, and what shows without a network.

The worker keeps the look and one page that says that there is no network; never another page.
"""

from hashlib import sha256

from flask import Blueprint, Response, current_app, json

from forum.design.assets import STATIC
from forum.design.views import address_of_theme, look
from forum.kernel.errors import Missing
from forum.kernel.languages import language_of_place, speaking
from forum.kernel.site import site_now

installing = Blueprint("installing", __name__)

ACCENT, PAPER = "#7a1b5c", "#f2f5f2"  # as in tokens.css
ICONS = (
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/maskable-512.png", "512x512", "maskable"),
)
KEPT = (
    *("look.css", "page.js", "icons.svg", "favicon.svg", "fonts/atkinson-next-latin.woff2"),
    "icons/icon-192.png",
)
OFFLINE = "/offline"
FOR_AN_HOUR = "public, max-age=3600"


@installing.get("/manifest.webmanifest")
def manifest() -> Response:
    """What a phone shows of this place on its home screen."""
    if not current_app.config["INSTALLABLE"]:
        raise Missing("This place cannot be put on a home screen.")
    site, spoken = site_now(), language_of_place()
    facts = {
        "id": "/",
        "name": f"{site.name}, {site.place}",
        "short_name": site.name,
        "lang": spoken.tag,
        "dir": spoken.direction,
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": site.accent or ACCENT,
        "background_color": PAPER,
        "icons": [_icon(*icon) for icon in ICONS],
    }
    return _for_everybody(json.dumps(facts), "application/manifest+json", FOR_AN_HOUR)


@installing.get("/service-worker.js")
def worker() -> Response:
    """Keeps the look for when there is no network; switched off, it takes itself away."""
    is_on = current_app.config["INSTALLABLE"]
    source = (STATIC / "js" / ("worker.js" if is_on else "farewell.js")).read_text("utf-8")
    facts = f"const VERSION = {_version(source)!r};\nconst SHELL = {json.dumps(_shell())};\n"
    return _for_everybody(facts + source, "text/javascript; charset=utf-8", "no-cache")


@installing.get("/offline")
def offline() -> Response:
    """What shows without a network. It is the same for everybody, whoever is signed in."""
    return _for_everybody(_offline_page(), "text/html; charset=utf-8", "no-cache")


def _offline_page() -> str:
    """In the language of this place: a browser keeps it for whoever sits there next."""
    page, spoken = current_app.jinja_env.get_template("home/offline.html"), language_of_place()
    with speaking(spoken.code):
        return page.render(site=site_now(), theme_sheet=address_of_theme(), language=spoken)


def _shell() -> list[str]:
    """The addresses that are kept."""
    sheet = address_of_theme()
    return [OFFLINE, *map(look.asset, KEPT), *([sheet] if sheet else [])]


def _version(source: str) -> str:
    """Another one as soon as anything that is kept would be different."""
    kept = "\n".join([source, *_shell(), _offline_page()])
    return sha256(kept.encode()).hexdigest()[:12]


def _icon(name: str, sizes: str, purpose: str) -> dict[str, str]:
    return {"src": look.asset(name), "sizes": sizes, "type": "image/png", "purpose": purpose}


def _for_everybody(body: str, media: str, kept: str) -> Response:
    response = current_app.response_class(body, content_type=media)
    response.headers["Cache-Control"] = kept
    return response
