"""What other rooms may ask about an article without importing it, and what robots are told."""

from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.articles import policy
from forum.articles.models import Article
from forum.articles.queries import article_path
from forum.articles.states import State
from forum.kernel.db import db
from forum.kernel.found import Address, by_id
from forum.kernel.subjects import SubjectKind


def visible_to(ids: list[int], member: Member | None) -> set[int]:
    """Published ones are for everybody, the others for those who write them."""
    return {row.id for row in _rows(ids) if policy.may_see(member, row.state)}


def titles(ids: list[int]) -> dict[int, str]:
    return {row.id: row.title for row in _rows(ids)}


def urls(ids: list[int]) -> dict[int, str]:
    return {row.id: article_path(row.id, row.slug) for row in _rows(ids)}


def _rows(ids: list[int]) -> Any:
    rows = select(Article.id, Article.title, Article.slug, Article.state)
    return db.execute(rows.where(Article.id.in_(ids))).all()


def _address(row: Any) -> Address:
    return Address(article_path(row.id, row.slug), row.changed_at)


_PUBLIC = select(Article.id, Article.slug, Article.changed_at)

SUBJECTS = {"article": SubjectKind(visible_to=visible_to, titles=titles, urls=urls)}
PUBLIC = by_id(_PUBLIC.where(Article.state == State.PUBLISHED), Article.id, _address)
