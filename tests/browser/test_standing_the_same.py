"""What stands on every page stands in the same place and in the same order."""

import pytest

pytestmark = pytest.mark.browser

PAGES = ("/", "/threads", "/ask", "/ideas", "/alerts", "/search?q=permit", "/contact", "/sign-in")
HELP = ["Contact us in private", "Check a ticket", "Ask a question"]
MENU = """() => [...document.querySelectorAll(".site-head nav a")].map(
    link => link.firstChild.textContent.trim())"""
FOOT = """() => [...document.querySelectorAll(".site-foot a")].map(
    link => link.textContent.trim())"""


@pytest.fixture(scope="module")
def seen(browser, show):
    """Menu and foot of each page, in the order in which they are read."""
    context = show.sit_down(browser, "visitor")
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(path)
        found[path] = (page.evaluate(MENU), page.evaluate(FOOT))
    yield found
    context.close()


def test_the_menu_keeps_its_order(seen):
    assert {tuple(menu) for menu, _ in seen.values()} == {("Ask", "Ideas", "Alerts")}


def test_help_stands_in_the_same_place(seen):
    feet = [foot for _, foot in seen.values()]

    assert all(foot == feet[0] for foot in feet)
    assert [words for words in feet[0] if words in HELP] == HELP
