"""Articles: what staff wrote down once for everybody."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, true

from forum.articles.models import Article
from forum.articles.queries import article_path
from forum.articles.states import State
from forum.kernel.db import db
from forum.kernel.text import excerpt
from forum.topics.models import Topic
from search.documents import Document, Kind, Line

LONGEST = 8_000


def documents(ids: Sequence[int]) -> list[Document]:
    columns = (Article.id, Article.title, Article.in_short, Article.html, Article.written_at)
    rows = select(*columns, Topic.slug.label("topic_slug")).join(Topic)
    return [_document(row) for row in db.execute(rows.where(Article.id.in_(ids), _is_here))]


def lines(ids: Sequence[int]) -> dict[int, Line]:
    columns = (Article.id, Article.slug, Article.title, Article.in_short, Article.changed_at)
    rows = select(*columns, Topic.name.label("place")).join(Topic)
    return {row.id: _line(row) for row in db.execute(rows.where(Article.id.in_(ids), _is_here))}


def _document(row: Any) -> Document:
    return Document(
        kind="article",
        id=row.id,
        title=row.title,
        text=f"{row.in_short}\n{excerpt(row.html, LONGEST)}",
        topic=row.topic_slug,
        is_official=True,
        made_at=row.written_at,
    )


def _line(row: Any) -> Line:
    return Line(
        kind="article",
        id=row.id,
        title=row.title,
        url=article_path(row.id, row.slug),
        excerpt=row.in_short,
        place=row.place,
        is_official=True,
        at=row.changed_at,
    )


def _in_topic(slug: str) -> Any:
    return Article.topic_id.in_(select(Topic.id).where(Topic.slug == slug))


def _official(wanted: str) -> Any:
    return true() if wanted == "yes" else ~true()


_is_here = Article.state == State.PUBLISHED

ARTICLES = Kind(
    label="Articles",
    documents=documents,
    lines=lines,
    id=Article.id,
    title=Article.title,
    body=Article.body,
    is_here=_is_here,
    is_public=_is_here,
    made_at=Article.written_at,
    narrowed={"topic": _in_topic, "official": _official},
)
