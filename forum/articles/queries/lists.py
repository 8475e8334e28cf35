"""Lists of articles: for everybody, for feeds and for staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, select, tuple_

from forum.articles.models import Article
from forum.articles.queries.one import article_path
from forum.articles.states import State
from forum.kernel.db import db
from forum.kernel.errors import Invalid
from forum.kernel.paging import BROKEN, Page, page_of, position
from forum.topics.models import Topic

SIZE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """An article as a list shows it."""

    id: int
    slug: str
    title: str
    in_short: str
    state: str
    checked_on: date
    true_until: date
    helped_count: int
    unhelped_count: int
    changed_at: datetime
    topic_slug: str
    topic_name: str

    @property
    def path(self) -> str:
        return article_path(self.id, self.slug)


def listed(topic_id: int | None, *, cursor: str | None = None, size: int = SIZE) -> Page[Line]:
    """Published ones, the one checked last first; of one topic, or of all."""
    rows = _lines().where(Article.state == State.PUBLISHED)
    if topic_id is not None:
        rows = rows.where(Article.topic_id == topic_id)
    if place := position(cursor, str, int):
        rows = rows.where(tuple_(Article.checked_on, Article.id) < (_day(place[0]), place[1]))
    rows = rows.order_by(Article.checked_on.desc(), Article.id.desc()).limit(size + 1)
    return page_of(_found(rows), size, lambda one: (one.checked_on.isoformat(), one.id))


def lately_checked() -> Sequence[Article]:
    """For the feed: published ones with what they say, the one changed last on top."""
    rows = select(Article).where(Article.state == State.PUBLISHED)
    rows = rows.order_by(Article.changed_at.desc(), Article.id.desc())
    return db.scalars(rows.limit(SIZE)).all()


def for_staff(state: str | None, *, cursor: str | None = None, size: int = SIZE) -> Page[Line]:
    """In one state or in all, drafts first, then the newest."""
    drafts_first = case((Article.state == State.DRAFT, 0), else_=1)
    rows = _lines()
    if state:
        rows = rows.where(Article.state == state)
    if place := position(cursor, int, int):
        rows = rows.where(tuple_(drafts_first, -Article.id) > (place[0], -place[1]))
    rows = rows.order_by(drafts_first, Article.id.desc()).limit(size + 1)
    return page_of(_found(rows), size, lambda one: (int(one.state != State.DRAFT), one.id))


def _lines() -> Any:
    columns = (Article.id, Article.slug, Article.title, Article.in_short, Article.state)
    rows = select(*columns, Article.checked_on, Article.true_until, Article.helped_count)
    rows = rows.add_columns(Article.unhelped_count, Article.changed_at, Topic.slug, Topic.name)
    return rows.join(Topic, Topic.id == Article.topic_id)


def _found(rows: Any) -> list[Line]:
    return [Line(*row) for row in db.execute(rows)]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(BROKEN) from error
