"""Changing settings as a manager does: the form as it stands, looked at, then saved."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func
from werkzeug.test import TestResponse

from forum.kernel.db import db, fresh_reading
from forum.kernel.site import Site, site
from moderation.settings.models import SettingChange
from tests.cast import Person
from tests.moderation.catalogue.conftest import fields_of

Edit = Callable[..., TestResponse]


@pytest.fixture
def look(adam: Person) -> Edit:
    """The preview of a change."""

    def send(url: str, **changed: Any) -> TestResponse:
        return adam.post(url, **fields_of(adam.get(url)) | changed)

    return send


@pytest.fixture
def save(adam: Person, look: Edit) -> Edit:
    """The change looked at and then saved."""

    def send(url: str, **changed: Any) -> TestResponse:
        return adam.post(url, **fields_of(look(url, **changed)))

    return send


def site_now() -> Site:
    with fresh_reading():
        return site()


def newest_undo() -> str:
    with fresh_reading():
        newest = db.query(func.max(SettingChange.id)).scalar()
    return f"/desk/settings/history/{newest}/removal"
