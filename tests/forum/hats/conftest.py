"""A question of Ada's, an answer of Ben's, a manager, and a hat that Ben may wear."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask

from forum.accounts.standing import Role
from forum.hats import actions
from forum.hats.kinds import Kind
from forum.hats.models import Hat, WornHat
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from tests.cast import Person, make_person
from tests.forum.threads.conftest import answer_id, answers, asks, thread_id

__all__ = ["answer_id", "answers", "asks", "thread_id"]

NAME = "Citizens Advice Milltown"
PATH = "my-permit-is-lost"
Gives = Callable[..., int]


@pytest.fixture
def mara(app: Flask) -> Person:
    return make_person(app, "Mara Stone", role=Role.MANAGER, team="Customer team")


@pytest.fixture
def hats_on(mara: Person) -> None:
    with writing():
        actions.switch_hats(on=True, by=mara.member)


@pytest.fixture
def hat_id(mara: Person) -> int:
    return make_hat(mara, NAME)


def make_hat(by: Person, name: str, kind: Kind = Kind.PARTNER) -> int:
    with writing():
        return actions.make_hat(kind, name, "They advise people, free.", by=by.member).id


@pytest.fixture
def gives(mara: Person, hat_id: int, hats_on: None) -> Gives:
    """`gives(ben)`: Mara gives Ben the hat for ten days; the id of the grant."""

    def give(who: Person, *, hat: int = hat_id, days: float = 10, until: datetime | None = None):
        until = until or now() + timedelta(days=days)
        with writing():
            return actions.give(hat, who.member, "They asked us.", until=until, by=mara.member).id

    return give


@pytest.fixture
def grant_id(ben: Person, gives: Gives) -> int:
    return gives(ben)


def worn() -> list[tuple[int, str]]:
    """Each answer that is said for somebody now, and what stands there."""
    with fresh_reading():
        rows = db.query(WornHat).where(WornHat.ended_at.is_(None)).order_by(WornHat.id)
        return [(row.answer_id, row.name) for row in rows]


def hat_now(hat_id: int) -> Hat:
    with fresh_reading():
        return db.get_one(Hat, hat_id)
