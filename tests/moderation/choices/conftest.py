"""Changing a board or a reason as a manager does: looked at first, then saved."""

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.cast import Person
from tests.moderation.catalogue.conftest import fields_of

Edit = Callable[..., TestResponse]


@pytest.fixture
def look(adam: Person) -> Edit:
    def send(url: str, **changed: Any) -> TestResponse:
        return adam.post(url, **_ticked(adam, url) | changed)

    return send


@pytest.fixture
def save(adam: Person, look: Edit) -> Edit:
    def send(url: str, **changed: Any) -> TestResponse:
        ticks = {name: value for name, value in changed.items() if value == "y"}
        return adam.post(url, **_boards_tick(url) | fields_of(look(url, **changed)) | ticks)

    return send


def _ticked(adam: Person, url: str) -> dict[str, Any]:
    """Boxes are not among the fields that the reader of forms finds."""
    return _boards_tick(url) | fields_of(adam.get(url))


def _boards_tick(url: str) -> dict[str, Any]:
    return {"takes_supports": "y"} if "/boards/" in url else {}
