"""Templates as a page has them, without the rest of the house."""

from datetime import UTC, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from forum import design
from forum.design.furnish import furnish
from forum.design.views import look
from forum.kernel.languages import SOURCE

NOW = datetime(2026, 3, 25, 11, tzinfo=UTC)
PLACE = SimpleNamespace(
    name="Folkmoot",
    place="Ashmere Borough",
    phone="01632 960 140",
    opening="Monday to Friday, 8 am to 6 pm",
    desk="the desk at Ashmere Library",
    emergency="999",
    logo=None,
    links=(),
    is_read_only=False,
    is_pilot=False,
)
NAMES = ("home", "ask", "contact", "ticket", "sign_in", "me", "search")
LINKS = {name: f"/{name}" for name in NAMES}


@cache
def templates(*, token: str = "") -> Environment:
    """An environment in which a name nobody gave is an error."""
    rooms = PrefixLoader({"design": FileSystemLoader(f"{design.__path__[0]}/templates")})
    environment = Environment(
        loader=rooms, autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"]
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    furnish(
        environment,
        look=look,
        zone=lambda: ZoneInfo("Europe/London"),
        now=lambda: NOW,
        csrf_token=lambda: token,
    )
    return environment


def shown(source: str, *, token: str = "", **names: Any) -> str:
    """What a piece of a page becomes, with the parts at hand as `ui`."""
    whole = '{% import "design/macros.html" as ui %}' + source
    return templates(token=token).from_string(whole).render(**names)


def whole_page(source: str, **names: Any) -> str:
    """A page in its frame, as a visitor sees it unless other names are given."""
    frame: dict[str, Any] = {
        "site": PLACE,
        "language": SOURCE,
        "languages": [],
        "member": None,
        "navigation": [],
        "footer_links": [],
        "desk_links": [],
        "header_slot": [],
        "links": LINKS,
        "messages": [],
        "canonical": None,
        "outside": None,
    }
    return templates().from_string(source).render(**(frame | names))
