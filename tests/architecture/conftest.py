"""A small town in which every page has something to show, for rules about all pages.

Built once by the same actions that people use, then copied for each test. These rules are about
the code, not the database, so they always run on SQLite.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.architecture import copies
from tests.architecture.town import Town


@pytest.fixture(scope="session")
def first_town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return copies.first_town(tmp_path_factory.mktemp("town"))


@pytest.fixture
def app(first_town: Town, tmp_path: Path) -> Iterator[Flask]:
    """A copy of the town's database and its index, for this test alone."""
    yield from copies.copied_app(first_town, tmp_path)


@pytest.fixture
def town(first_town: Town, app: Flask) -> Town:
    return copies.moved_to(first_town, app)
