"""A real browser and a served town with one of everything, both started once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.sights import Show, running_show


@pytest.fixture(scope="session")
def show(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Show]:
    with running_show(tmp_path_factory.mktemp("show")) as running:
        yield running
