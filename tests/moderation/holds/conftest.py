"""Holds as an administrator opens and ends them."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.holding import Covered
from moderation.holds import actions
from moderation.holds.models import LegalHold
from tests.cast import Person

Open = Callable[..., int]


@pytest.fixture
def hold(adam: Person) -> Open:
    """Adam opens a hold on a part of the place; its number."""

    def opened(part: str, number: int, reason: str = "A court asked for it.") -> int:
        with writing():
            covered, until = Covered(part, number), now() + timedelta(days=60)
            return actions.open_hold(covered, reason=reason, review_at=until, by=adam.member).id

    return opened


@pytest.fixture
def release(adam: Person) -> Callable[[int], None]:
    def ended(hold_id: int) -> None:
        with writing():
            hold = db.get_one(LegalHold, hold_id)
            actions.release(hold, reason="It is decided.", by=adam.member)

    return ended


def count(model, *conditions):
    with fresh_reading():
        return db.query(model).where(*conditions).count()
