"""Messages between the people who look after a topic and their coach."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from forum.accounts.models import Member
from forum.helping import queries
from forum.helping.events import GroupMessageWritten
from forum.helping.models import GroupMessage
from forum.helping.wording import MANY
from forum.kernel import audit, holding, limits
from forum.kernel.db import SILENT, db
from forum.kernel.events import publish
from forum.kernel.limits import Limit
from forum.kernel.written import Written
from forum.topics.models import Topic

MESSAGES = Limit("messages to a group", 50, timedelta(days=1), MANY)
GONE = "–"


def write(slug: str, body: Written, *, by: Member) -> None:
    """To the coach and to all who look after the topic."""
    group = queries.group_of(slug, to=by)
    limits.spend(MESSAGES, by.id)
    _keep(group.topic, body, by=by, is_from_staff=False)


def write_as_staff(topic: Topic, body: Written, *, by: Member) -> None:
    """Whoever calls it has asked whether this person works for the topic."""
    _keep(topic, body, by=by, is_from_staff=True)
    audit.record("group answered", by=by.id, reason=f"topic {topic.id}")


def empty_messages_of(member_id: int) -> None:
    """Somebody closed their account: the others still see that something was said."""
    holding.refuse_if_held(members=[member_id])
    theirs = update(GroupMessage).where(GroupMessage.author_id == member_id)
    db.execute(theirs.values(body=GONE, html=GONE), execution_options=SILENT)


def _keep(topic: Topic, body: Written, *, by: Member, is_from_staff: bool) -> None:
    said = {"body": body.source, "html": body.html, "renderer": body.renderer}
    message = GroupMessage(topic_id=topic.id, author_id=by.id, is_from_staff=is_from_staff, **said)
    db.add(message)
    db.flush()
    facts: dict[str, Any] = {"message_id": message.id, "is_from_staff": is_from_staff}
    publish(GroupMessageWritten(actor_id=by.id, topic_id=topic.id, **facts))
