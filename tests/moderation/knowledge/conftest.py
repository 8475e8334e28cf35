"""What the desk fills in for an article, and answers one can be made from."""

from typing import Any

import pytest
from sqlalchemy import select

from forum.articles.models import Article
from forum.kernel.db import db, fresh_reading
from moderation.helpdesk.models import Message
from tests.moderation.colleagues import mara

__all__ = ["mara"]

BODY = "Go to the library with your logbook. " * 8


def said(**changed: Any) -> dict[str, Any]:
    """The fields of the form of an article."""
    fields = {"title": "Renewing a permit", "topic": "parking", "body": BODY, "version": 0}
    return fields | {"in_short": "Take your logbook to the library."} | changed


def only_article() -> Article:
    with fresh_reading():
        return db.scalars(select(Article)).one()


@pytest.fixture
def draft(dev, parking) -> int:
    """The number of a draft of Dev's."""
    dev.post("/desk/articles/new", **said())
    return only_article().id


@pytest.fixture
def published(dev, draft: int) -> int:
    dev.post(f"/desk/articles/{draft}/state", state="published")
    return draft


@pytest.fixture
def told(dev, ticket):
    """The address on which Dev's private answer to Ada becomes an article."""
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="You need not pay.", to="person")
    with fresh_reading():
        message_id = db.scalars(select(Message.id).where(Message.is_from_staff)).one()
    return f"/desk/tickets/{ticket.reference}/messages/{message_id}/article"
