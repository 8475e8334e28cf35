"""Rules that managers have set, and the timer that looks for what they bring."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from forum.kernel.db import db, fresh_reading, writing
from forum.topics.models import Topic
from moderation.escalations.actions import change_rule
from moderation.escalations.queries import rule_at
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.tasks import escalate_unsolved_threads
from tests.cast import Person
from tests.moderation.catalogue.conftest import fields_of

Edit = Callable[..., TestResponse]


@pytest.fixture
def rule(adam: Person, parking: Topic) -> Callable[..., None]:
    """A rule as an administrator sets it: for all topics, or for parking alone."""

    def set_(trigger: str, threshold: int = 0, *, is_on: bool = True, here: bool = False) -> None:
        topic_id = parking.id if here else None
        facts = {"is_on": is_on, "threshold": threshold}
        with writing():
            version = rule_at(trigger, topic_id).version
            change_rule(trigger, topic_id, facts, by=adam.member, version=version)

    return set_


@pytest.fixture
def only(rule: Callable[..., None]) -> Callable[..., None]:
    """The same, with the time of the topic itself switched off."""

    def set_(*args: Any, **options: Any) -> None:
        rule("timer", is_on=False, here=True)
        rule(*args, **options)

    return set_


@pytest.fixture
def brought(parking: Topic) -> Callable[[], list[Ticket]]:
    """What the timer brings, looking twice."""

    def look() -> list[Ticket]:
        escalate_unsolved_threads()
        escalate_unsolved_threads()
        with fresh_reading():
            return list(db.scalars(select(Ticket).order_by(Ticket.id)))

    return look


@pytest.fixture
def look(adam: Person) -> Edit:
    def send(url: str, **changed: Any) -> TestResponse:
        return adam.post(url, **fields_of(adam.get(url)) | changed)

    return send


@pytest.fixture
def save(adam: Person, look: Edit) -> Edit:
    def send(url: str, **changed: Any) -> TestResponse:
        return adam.post(url, **fields_of(look(url, **changed)))

    return send
