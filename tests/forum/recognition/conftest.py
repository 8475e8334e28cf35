"""Questions and answers as in the tests about threads, and what somebody has for them."""

from collections.abc import Callable

import pytest
from flask import Flask

from forum.kernel.db import db, fresh_reading, writing
from forum.notifications.queries import notices_for
from forum.recognition.models import BadgeGiven
from forum.threads.models import Thread
from forum.topics.actions import add_topic
from forum.topics.models import Topic
from tests.cast import Person
from tests.forum.people.conftest import helped
from tests.forum.threads.conftest import answer_id, answers, asks, thread_id

__all__ = ["answer_id", "answers", "asks", "helped", "thread_id"]


def badges(who: Person) -> list[str]:
    """What they have now, in the order it was given."""
    with fresh_reading():
        rows = db.query(BadgeGiven).where(BadgeGiven.member_id == who.member_id)
        return [row.badge for row in rows.order_by(BadgeGiven.id) if row.ended_at is None]


def told(who: Person) -> list[str]:
    with fresh_reading():
        return [one.kind for one in notices_for(who.member_id).items]


@pytest.fixture
def helps(
    app: Flask, parking: Topic, deliver: Callable[[], None],
    asks: Callable[..., int], answers: Callable[..., int],
) -> Callable[..., int]:  # fmt: skip
    """`helps(ben, ada)`: Ben answers a question of Ada's, and she says it solved it."""

    def help_(helper: Person, asker: Person, *, topic: int | None = None) -> int:
        thread = asks(asker, f"Question of {asker.member_id}")
        if topic is not None:
            with writing():
                db.get_one(Thread, thread).topic_id = topic
        answer = answers(helper, thread)
        asker.post(f"/threads/{thread}/solution", answer_id=answer)
        deliver()
        return answer

    return help_


@pytest.fixture
def topics(parking: Topic) -> list[int]:
    """Two more beside parking."""
    with writing():
        service_id = db.get_one(Topic, parking.id).service_id
        return [
            add_topic(
                name=name,
                slug=name.lower(),
                summary=name,
                service_id=service_id,
                escalates_after_minutes=960,
            ).id
            for name in ("Bins", "Trees")
        ]
