"""Articles somebody has to look at again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from forum.articles.models import Article
from forum.articles.queries.one import article_path
from forum.articles.states import State
from forum.kernel.db import db
from forum.services.models import Service
from forum.threads.briefs import today
from forum.topics.models import Topic

MOST = 100


@dataclass(frozen=True)
class Due:
    """A published article whose day is past."""

    article_id: int
    title: str
    path: str
    service: str
    in_short: str
    checked_on: date
    true_until: date


def due_again(service_id: int | None = None) -> Sequence[Due]:
    """The longest past first; of one service, or of all."""
    columns = (Article.id, Article.slug, Article.title, Service.name, Article.in_short)
    rows = select(*columns, Article.checked_on, Article.true_until)
    rows = rows.join(Topic, Topic.id == Article.topic_id)
    rows = rows.join(Service, Service.id == Topic.service_id)
    rows = rows.where(Article.true_until < today(), Article.state == State.PUBLISHED)
    if service_id is not None:
        rows = rows.where(Topic.service_id == service_id)
    found = db.execute(rows.order_by(Article.true_until, Article.id).limit(MOST))
    return [_due(row) for row in found]


def _due(row: Any) -> Due:
    article_id, slug, title, *said = row
    return Due(article_id, title, article_path(article_id, slug), *said)
