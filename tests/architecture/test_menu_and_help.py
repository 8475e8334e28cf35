"""Menu and help stand in the same place and order on every page (WCAG 2.2, 3.2.3 and 3.2.6)."""

from xml.etree.ElementTree import Element

import pytest
from tinyhtml5.parser import HTMLParser  # type: ignore[import-untyped]

from tests.architecture.house import reads
from tests.architecture.sources import told
from tests.browser.sights import NOT_PAGES

HELP = ["/contact", "/tickets", "/ask"]
WITHOUT_A_FRAME = ("installing.offline",)  # shown without a network: nothing leads anywhere then


@pytest.mark.parametrize("who", ["visitor", "asker", "moderator", "admin"])
def test_menu_and_help_keep_their_place_on_every_page(town, who):
    seen = {}
    for route in reads(town.app):
        if route.is_api or route.endpoint in (*NOT_PAGES, *WITHOUT_A_FRAME):
            continue
        answer = town.look(who, route)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            seen[route.name] = _around(answer.text)
    menu, foot = seen["GET /"]
    other = [f"{name}: {links}" for name, links in seen.items() if links != (menu, foot)]

    assert len(menu) >= 4
    assert [place for place in foot if place in HELP] == HELP
    assert not other, told(f"Every page has the same menu, {menu}, and the same foot.", other)


def _around(html: str) -> tuple[list[str], list[str]]:
    """Where the menu leads and where the foot leads, in the order in which they are read."""
    root = HTMLParser(namespace_html_elements=False).parse(html)
    return _links(root, "site-head"), _links(root, "site-foot")


def _links(root: Element, name: str) -> list[str]:
    """Without what an address says about the page one stands on."""
    parts = [part for part in root.iter() if name in part.get("class", "").split()]
    links = [link for part in parts for link in part.iter("a")]
    return [link.get("href", "").split("?")[0] for link in links if not link.get("hreflang")]
