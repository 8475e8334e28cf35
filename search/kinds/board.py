"""Ideas and alerts: what people put forward, and what the public body says does not work."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from forum.alerts.models import Alert
from forum.alerts.queries import alert_path
from forum.ideas.models import Idea
from forum.ideas.queries import idea_path
from forum.kernel.db import db
from forum.kernel.text import excerpt
from forum.services.models import Service
from forum.topics.models import Topic
from search.documents import EVERYONE, STAFF, Document, Kind, Line

LONGEST = 4_000
"""So many letters of each."""
GIST = 160


def idea_documents(ids: Sequence[int]) -> list[Document]:
    columns = (Idea.id, Idea.title, Idea.html, Idea.state, Idea.proposed_at)
    rows = select(*columns, Topic.slug.label("topic_slug")).join(Topic)
    return [_idea_document(row) for row in db.execute(rows.where(Idea.id.in_(ids), _idea_is_here))]


def idea_lines(ids: Sequence[int]) -> dict[int, Line]:
    columns = (Idea.id, Idea.slug, Idea.title, Idea.published_at, Topic.name.label("place"))
    rows = select(*columns, func.substr(Idea.html, 1, 3 * GIST).label("start")).join(Topic)
    return {row.id: _idea_line(row) for row in db.execute(rows.where(Idea.id.in_(ids)))}


def alert_documents(ids: Sequence[int]) -> list[Document]:
    rows = select(Alert.id, Alert.title, Alert.html, Alert.published_at)
    found = db.execute(rows.where(Alert.id.in_(ids), _alert_is_here))
    return [
        Document(
            kind="alert",
            id=row.id,
            title=row.title,
            text=excerpt(row.html, LONGEST),
            made_at=row.published_at,
        )
        for row in found
    ]


def alert_lines(ids: Sequence[int]) -> dict[int, Line]:
    columns = (Alert.id, Alert.slug, Alert.title, Alert.html, Alert.published_at)
    rows = select(*columns, Service.name.label("place")).join(Service)
    return {row.id: _alert_line(row) for row in db.execute(rows.where(Alert.id.in_(ids)))}


def _idea_document(row: Any) -> Document:
    return Document(
        kind="idea",
        id=row.id,
        title=row.title,
        text=excerpt(row.html, LONGEST),
        visibility=EVERYONE if row.state == "published" else STAFF,
        topic=row.topic_slug,
        made_at=row.proposed_at,
    )


def _idea_line(row: Any) -> Line:
    return Line(
        kind="idea",
        id=row.id,
        title=row.title,
        url=idea_path(row.id, row.slug),
        excerpt=excerpt(row.start, GIST),
        place=row.place,
        at=row.published_at,
    )


def _alert_line(row: Any) -> Line:
    return Line(
        kind="alert",
        id=row.id,
        title=row.title,
        url=alert_path(row.id, row.slug),
        excerpt=excerpt(row.html, GIST),
        place=row.place,
        at=row.published_at,
    )


def _in_topic(slug: str) -> Any:
    return Idea.topic_id.in_(select(Topic.id).where(Topic.slug == slug))


_idea_is_here = Idea.state.in_(("published", "held", "hidden"))
_alert_is_here = Alert.state != "draft"

IDEAS = Kind(
    label="Ideas",
    documents=idea_documents,
    lines=idea_lines,
    id=Idea.id,
    title=Idea.title,
    body=Idea.body,
    is_here=_idea_is_here,
    is_public=Idea.state == "published",
    made_at=Idea.proposed_at,
    narrowed={"topic": _in_topic},
)
ALERTS = Kind(
    label="Alerts",
    documents=alert_documents,
    lines=alert_lines,
    id=Alert.id,
    title=Alert.title,
    body=Alert.body,
    is_here=_alert_is_here,
    is_public=_alert_is_here,
)
