"""A place that chose a colour of its own: its links and buttons can be read on every ground."""

import pytest

from forum.design.colours import theme
from tests.browser.looking import CHECK, SETTLED, axe, opened, told
from tests.browser.sights import Sight
from tests.browser.variants import ANOTHER_ACCENT, Variant

pytestmark = pytest.mark.browser

# Between them every ground: the page, cards, grey panels, tints, and notices of all three colours.
PATHS = ("/design", "/", "/threads/{thread_id}-{thread_slug}", "/desk/tickets/{reference}")
LINKS = """() => ["good", "warn", "bad"].map(
    kind => getComputedStyle(document.querySelector(`.notice-${kind} a`)).color)"""


def worn_in(scheme):
    """The accent as a browser names it."""
    pair = theme(ANOTHER_ACCENT).sheet.split("--accent:light-dark(")[1].split(")")[0].split(",")
    colour = pair[scheme == "dark"]
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_another_accent_can_be_read_on_every_ground(browser, show, scheme):
    variant = Variant("another-accent", 1280, scheme=scheme, accent=ANOTHER_ACCENT)
    context = show.sit_down(browser, "agent", **variant.seat)
    page = context.new_page()
    links: list[str] = []
    faults: list[str] = []
    for path in (path.format(**show.sample.parts) for path in PATHS):
        opened(page, Sight(path, "agent", path), variant)
        page.evaluate(SETTLED)
        links += page.evaluate(LINKS) if path == "/design" else []
        page.evaluate(axe())
        found = told(page.evaluate(CHECK, ["color-contrast"])["violations"])
        faults += [f"{path}: {fault}" for fault in found]
    context.close()

    assert links == [worn_in(scheme)] * 3
    assert faults == []
