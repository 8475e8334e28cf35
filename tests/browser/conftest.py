"""A real browser and a served town with one of everything, both started once."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.looking import WATCH
from tests.browser.sights import Show, running_show


@pytest.fixture(scope="session")
def show(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Show]:
    with running_show(tmp_path_factory.mktemp("show")) as running:
        yield running


@pytest.fixture
def at(browser: Browser, show: Show) -> Iterator[Callable[..., Page]]:
    """Opens a page as somebody; it knows whether it was left, and what its policy stopped."""
    opened: list[BrowserContext] = []

    def open_page(path: str, who: str = "citizen") -> Page:
        context = show.sit_down(browser, who)
        opened.append(context)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(path)
        page.evaluate("window.stayed = true")
        return page

    yield open_page
    for context in opened:
        context.close()
