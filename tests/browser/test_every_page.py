"""Every page in a real browser: open to everybody, quiet, at home, and whole at 320 pixels."""

import pytest

from tests.architecture.house import reads
from tests.architecture.sources import told
from tests.browser.looking import look_at
from tests.browser.sights import NOT_PAGES, is_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def looks(browser, show):
    """One look at each page, taken once for all the questions below."""
    seen = {}
    contexts = {who: show.sit_down(browser, who) for who in show.sample.people}
    for sight in show.sights:
        walks = sight.name.startswith("GET")
        seen[sight] = look_at(contexts[sight.who], sight.path, show.town.url, walks=walks)
    yield seen
    for context in contexts.values():
        context.close()


def all_of(looks, what):
    """What was found on all pages together, each with the page it was found on."""
    return [
        f"{sight.name} as {sight.who}: {finding}"
        for sight, look in looks.items()
        for finding in getattr(look, what)
    ]


def test_every_page_opens(looks):
    wrong = [
        f"{sight.name} as {sight.who} at {sight.path}: {look.status}"
        for sight, look in looks.items()
        if look.status != sight.status
    ]

    assert not wrong, told("A page opens for the people it is for.", wrong)


def test_no_page_is_left_out(show, looks):
    visited = {sight.name for sight in looks}
    left_out = sorted(route.name for route in reads(show.app) if is_page(route))
    left_out = [name for name in left_out if name not in visited]

    assert not left_out, told("A page is looked at in a browser.", left_out)


def test_what_is_said_to_be_no_page_is_a_route(show):
    known = {route.endpoint for route in reads(show.app)}

    assert sorted(set(NOT_PAGES) - known) == []


def test_axe_finds_nothing(looks):
    faults = all_of(looks, "faults")

    assert not faults, told("Every page is fit for everybody (WCAG 2.2 AA).", faults)


def test_what_axe_cannot_decide_has_been_looked_at(looks):
    undecided = all_of(looks, "undecided")

    assert not undecided, told("A person looks, and writes it into doubts.py.", undecided)


def test_every_page_can_be_walked_with_the_keyboard(looks):
    stumbles = all_of(looks, "walk")

    assert not stumbles, told("Tab reaches everything, in order, and it is seen.", stumbles)


def test_words_have_room_when_a_reader_spreads_them(looks):
    cut = all_of(looks, "cut")

    assert not cut, told("Nothing is cut off with more space between letters (1.4.12).", cut)


def test_every_page_can_be_read_in_the_dark(looks):
    faults = all_of(looks, "faults_in_the_dark")

    assert not faults, told("Colours have contrast in the dark too.", faults)


def test_no_page_has_an_error_in_the_console(looks):
    assert all_of(looks, "console") == []


def test_nothing_on_a_page_is_stopped_by_its_own_policy(looks):
    assert all_of(looks, "stopped") == []


def test_no_page_asks_anybody_else_for_anything(looks):
    assert all_of(looks, "elsewhere") == []


def test_no_page_scrolls_sideways_at_320_pixels(looks):
    wide = all_of(looks, "overflow")

    assert not wide, told("A page is as narrow as the screen it is read on.", wide)
