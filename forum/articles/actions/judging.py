"""Saying whether an article helped."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from forum.accounts.models import Member
from forum.articles.events import ArticleJudged
from forum.articles.models import Article, ArticleVerdict
from forum.kernel import limits
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import TooMany
from forum.kernel.events import publish
from forum.kernel.limits import Limit

ONCE = Limit("article judged", 1, timedelta(days=1), "You have said so already.")


def judge_article(article: Article, *, helped: bool, by: Member | None, place: str) -> None:
    """Whether it helped. A member has one voice and may change it; a visitor counts once a day for
    each `place`, which tells visitors apart as well as can be done without following them.
    """
    counts = _changes_voice(article, by, helped) if by else _is_first(article, place, helped)
    if not counts:
        return

    about: dict[str, Any] = {"article_id": article.id, "topic_id": article.topic_id}
    publish(ArticleJudged(actor_id=by.id if by else None, helped=helped, **about))


def _changes_voice(article: Article, by: Member, helped: bool) -> bool:
    key = {"member_id": by.id, "article_id": article.id}
    if insert_once(ArticleVerdict, **key, helped=helped, said_at=now()):
        _count(article, helped, 1)
        return True
    mine = update(ArticleVerdict).where(ArticleVerdict.member_id == by.id)
    other = mine.where(ArticleVerdict.article_id == article.id, ArticleVerdict.helped != helped)
    changed = db.execute(other.values(helped=helped, said_at=now()), execution_options=SILENT)
    if not changed.rowcount:  # type: ignore[attr-defined]
        return False
    _count(article, helped, 1)
    _count(article, not helped, -1)
    return True


def _is_first(article: Article, place: str, helped: bool) -> bool:
    try:
        limits.spend(ONCE, (place, article.id))
    except TooMany:
        return False
    _count(article, helped, 1)
    return True


def _count(article: Article, helped: bool, by: int) -> None:
    column = Article.helped_count if helped else Article.unhelped_count
    counted = update(Article).where(Article.id == article.id).values({column: column + by})
    db.execute(counted, execution_options=SILENT)
