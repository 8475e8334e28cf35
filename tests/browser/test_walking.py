"""The walk with the Tab key sees what a person would see, and nothing else."""

import pytest

from tests.browser.walking import walked

SMALL = {"width": 320, "height": 256}
RING = "<style>:focus { outline: 3px solid blue } body { margin: 0 }</style>"
BAR = '<div style="position: fixed; inset: 0 0 auto; height: 200px; background: white"></div>'


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport=SMALL)
    yield page
    page.close()


def test_a_field_that_is_taller_than_the_screen_is_seen_by_its_part(page):
    page.set_content(f'{RING}<p style="height: 230px">Above</p><textarea rows="40"></textarea>')

    assert walked(page) == []


def test_a_field_under_something_else_is_not_seen(page):
    page.set_content(f"{RING}{BAR}<button>Send</button><p style='height: 50px'>Below</p>")

    assert [found.partition(":")[0] for found in walked(page)] == ["something lies on it"]


def test_a_field_that_nobody_can_reach_is_named(page):
    page.set_content(f"{RING}<button>Send</button><button tabindex='-1'>Never</button>")

    assert [found.partition(":")[0] for found in walked(page)] == ["never reached"]
