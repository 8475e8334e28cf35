"""Topic areas, and the services that answer for them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, true

from forum.kernel.db import db
from forum.services.models import Service
from forum.topics.models import Topic
from search.documents import Document, Kind, Line


def topic_documents(ids: Sequence[int]) -> list[Document]:
    return [
        Document(kind="topic", id=row.id, title=row.name, text=row.summary)
        for row in db.execute(_topics().where(Topic.id.in_(ids)))
    ]


def topic_lines(ids: Sequence[int]) -> dict[int, Line]:
    return {row.id: _topic_line(row) for row in db.execute(_topics().where(Topic.id.in_(ids)))}


def service_documents(ids: Sequence[int]) -> list[Document]:
    return [_service_document(row) for row in db.execute(_services().where(Service.id.in_(ids)))]


def service_lines(ids: Sequence[int]) -> dict[int, Line]:
    return {
        row.id: Line(
            kind="service",
            id=row.id,
            title=row.name,
            url=f"/services/{row.slug}",
            excerpt=row.summary,
            place=row.owner,
        )
        for row in db.execute(_services().where(Service.id.in_(ids)))
    }


def _topics() -> Any:
    columns = (Topic.id, Topic.slug, Topic.name, Topic.summary)
    return select(*columns, Service.owner).join(Service, Service.id == Topic.service_id)


def _services() -> Any:
    columns = (Service.id, Service.slug, Service.name, Service.summary, Service.owner)
    return select(*columns, Service.place)


def _topic_line(row: Any) -> Line:
    return Line(
        kind="topic",
        id=row.id,
        title=row.name,
        url=_topic_path(row.slug),
        excerpt=row.summary,
        place=row.owner,
    )


def _service_document(row: Any) -> Document:
    text = f"{row.summary}\n{row.owner}\n{row.place}"
    return Document(kind="service", id=row.id, title=row.name, text=text)


def _topic_path(slug: str) -> str:
    return f"/topics/{slug}"


TOPICS = Kind(
    label="Topics",
    documents=topic_documents,
    lines=topic_lines,
    id=Topic.id,
    title=Topic.name,
    body=Topic.summary,
    is_here=true(),
    is_public=true(),
    is_subject=False,
)
SERVICES = Kind(
    label="Services",
    documents=service_documents,
    lines=service_lines,
    id=Service.id,
    title=Service.name,
    body=Service.summary,
    is_here=true(),
    is_public=true(),
    is_subject=False,
)
