"""One article: what it says, what it was made from, and what a reader said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.articles import policy
from forum.articles.models import Article, ArticleSource, ArticleVerdict
from forum.articles.states import State
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.threads.models import Answer, Thread
from forum.threads.queries import answer_path, thread_path
from forum.threads.queries.question import SIZE

GONE = "We cannot find this article. It may have been put away. Ask a question instead."


@dataclass(frozen=True)
class Origin:
    """A public question or answer that an article was made from."""

    subject_id: int
    title: str
    path: str
    is_answer: bool


def article_path(article_id: int, slug: str) -> str:
    return f"/articles/{article_id}-{slug}"


def visible_article(article_id: int, *, to: Member | None, lock: bool = False) -> Article:
    """Raises Missing when there is none, or none for this reader."""
    rows = select(Article).where(Article.id == min(article_id, LARGEST))
    rows = rows.with_for_update() if lock else rows.options(joinedload(Article.topic))
    article = db.scalar(rows.execution_options(populate_existing=True))
    if article is None or not policy.may_see(to, article.state):
        raise Missing(GONE)
    return article


def made_from(article_id: int) -> list[Origin]:
    """Where everybody can read on. What is no question and no answer that shows is not in here."""
    rows = _threads().where(ArticleSource.article_id == article_id)
    columns = (ArticleSource.subject_id, Thread.id, Thread.title, Thread.slug, Thread.last_number)
    rows = rows.with_only_columns(*columns, Answer.id.label("answer_id"), Answer.number)
    rows = rows.where(
        Thread.state == "visible", or_(Answer.id.is_(None), Answer.state == "visible")
    )
    return [_origin(row) for row in db.execute(rows.order_by(ArticleSource.subject_id))]


def threads_behind(article_id: int) -> Sequence[int]:
    """The questions it was made from, and those of its answers."""
    rows = _threads().where(ArticleSource.article_id == article_id)
    return db.scalars(rows.with_only_columns(Thread.id).distinct().order_by(Thread.id)).all()


def ways_left(thread_ids: Sequence[int]) -> dict[int, int]:
    """Of these questions, those that lead nowhere though an article made from them shows: question
    -> the newest such article.
    """
    rows = _threads().join(Article, Article.id == ArticleSource.article_id)
    rows = rows.where(Thread.id.in_(thread_ids), Thread.article_id.is_(None))
    rows = rows.where(Article.state == State.PUBLISHED).group_by(Thread.id)
    newest = rows.with_only_columns(Thread.id, func.max(Article.id)).order_by(Thread.id)
    return {thread_id: article_id for thread_id, article_id in db.execute(newest)}


def verdict_of(article_id: int, member: Member | None) -> bool | None:
    """Whether it helped this reader; None when they have not said."""
    if member is None:
        return None
    rows = select(ArticleVerdict.helped).where(ArticleVerdict.article_id == article_id)
    return db.scalar(rows.where(ArticleVerdict.member_id == member.id))


def _threads() -> Any:
    rows = select(ArticleSource).outerjoin(Answer, Answer.id == ArticleSource.subject_id)
    thread_id = func.coalesce(Answer.thread_id, ArticleSource.subject_id)
    return rows.join(Thread, Thread.id == thread_id)


def _origin(row: Any) -> Origin:
    subject_id, thread_id, title, slug, last_number, answer_id, number = row
    path = thread_path(thread_id, slug)
    if answer_id:
        place = {"answer_id": answer_id, "number": number, "is_long": last_number > SIZE}
        path = answer_path(thread_id, slug, **place)
    return Origin(subject_id, title, path, bool(answer_id))
