"""Writing an article, changing it, showing it, and looking at it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.articles import policy, queries
from forum.articles.events import (
    ArticleChanged,
    ArticleChecked,
    ArticleMoved,
    ArticleSourceNamed,
    ArticleWritten,
)
from forum.articles.models import Article, ArticleSource
from forum.articles.states import MOVES, State
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Refused
from forum.kernel.events import publish
from forum.kernel.subjects import new_subject
from forum.kernel.text import slug_of
from forum.kernel.written import Written
from forum.threads.actions import lead_to_article
from forum.threads.briefs import Brief, checked_day, today
from forum.threads.models import Revision

SENT_TWICE = timedelta(minutes=10)
ONLY_STAFF = "Only the people at the desk write articles."
CHANGED_MEANWHILE = (
    "Somebody changed this article after you opened it. Look at it again, then send yours."
)
NO_SUCH_MOVE = "This cannot be done with the article as it is now. Open it again."


@dataclass(frozen=True)
class Draft:
    """What an article says; `brief` is what it opens with and until when it is true."""

    topic_id: int
    title: str
    body: Written
    brief: Brief


@dataclass(frozen=True)
class Source:
    """A question, an answer, or with its message a ticket."""

    subject_id: int
    part: int | None = None


def write_article(draft: Draft, *, by: Member, sources: Sequence[Source] = ()) -> Article:
    """A draft that only staff see. The same form sent twice gives the draft it already made."""
    _require(by)
    db.execute(select(Member.id).where(Member.id == by.id).with_for_update(key_share=True))
    if known := _written_just_now(draft, by):
        return known

    article = Article(id=new_subject("article"), author_id=by.id, state=State.DRAFT)
    _put(article, draft)
    db.add(article)
    db.flush()
    for one in sources:
        _add_source(article, one)
    audit.record("article written", by=by.id, subject_id=article.id)
    publish(ArticleWritten(actor_id=by.id, **_about(article)))
    return article


def change_article(article: Article, draft: Draft, *, by: Member, revision: int) -> None:
    """Other words. `revision` is the one the writer saw; what it said before is kept."""
    _require(by)
    if _says(article) == _told(draft):
        return
    if article.revision != revision:
        raise Conflict(CHANGED_MEANWHILE, theirs=article.body, yours=draft.body.source)

    _keep_old_text(article, by)
    _put(article, draft)
    article.revision += 1
    _touch(article)
    audit.record("article changed", by=by.id, subject_id=article.id, reason=_revision(article))
    publish(ArticleChanged(actor_id=by.id, revision=article.revision, **_about(article)))


def move_article(article: Article, state: State, *, by: Member) -> None:
    """Show it to everybody, put it away, or show it again."""
    _require(by)
    before = State(article.state)
    if before == state:
        return
    if state not in MOVES[before]:
        raise Refused(NO_SUCH_MOVE)

    is_shown = state == State.PUBLISHED
    article.state = state
    article.archived_at = now() if state == State.ARCHIVED else None
    if is_shown:
        article.published_at = article.published_at or now()
    _touch(article)
    audit.record("article moved", by=by.id, subject_id=article.id, reason=f"{before} to {state}")
    publish(ArticleMoved(actor_id=by.id, before=before, state=state, **_about(article)))


def check_article(article: Article, *, by: Member, until: date | None = None) -> None:
    """It was looked at today and is true until a day. Twice on one day changes nothing."""
    _require(by)
    day = checked_day(until)
    if (article.checked_on, article.true_until) == (today(), day):
        return

    article.checked_on, article.true_until = today(), day
    _touch(article)
    audit.record("article still true", by=by.id, subject_id=article.id, reason=day.isoformat())
    publish(ArticleChecked(actor_id=by.id, **_about(article)))


def name_sources(article: Article, sources: Sequence[Source], *, by: Member) -> None:
    """It was made from these too; named twice they are there once."""
    _require(by)
    new = [one for one in sources if _add_source(article, one)]
    if not new:
        return

    _touch(article)
    audit.record("article source named", by=by.id, subject_id=article.id)
    for one in new:
        facts = {"source_id": one.subject_id, **_about(article)}
        publish(ArticleSourceNamed(actor_id=by.id, **facts))


def _add_source(article: Article, source: Source) -> bool:
    place = {"article_id": article.id, "subject_id": source.subject_id}
    return insert_once(ArticleSource, **place, part=source.part)


def _require(by: Member) -> None:
    if not policy.may_write(by):
        raise Refused(ONLY_STAFF)


def _put(article: Article, draft: Draft) -> None:
    article.topic_id, article.title = draft.topic_id, draft.title
    article.slug = slug_of(draft.title, otherwise="article")
    article.in_short = draft.brief.in_short
    article.checked_on, article.true_until = draft.brief.checked_on, draft.brief.true_until
    article.body, article.html = draft.body.source, draft.body.html
    article.renderer = draft.body.renderer


def _says(article: Article) -> tuple[object, ...]:
    said = (article.topic_id, article.title, article.in_short, article.true_until)
    return (*said, article.body)


def _told(draft: Draft) -> tuple[object, ...]:
    said = (draft.topic_id, draft.title, draft.brief.in_short, draft.brief.true_until)
    return (*said, draft.body.source)


def _keep_old_text(article: Article, by: Member) -> None:
    db.add(
        Revision(
            post_id=article.id,
            number=article.revision,
            title=article.title,
            in_short=article.in_short,
            body=article.body,
            editor_id=by.id,
        )
    )


def _touch(article: Article) -> None:
    """Its questions lead to it while it shows, and to another one of theirs when it does no more;
    their pages are made anew.
    """
    article.changed_at = now()
    db.flush()
    ids = queries.threads_behind(article.id)
    lead_to_article(ids, article.id, is_shown=article.state == State.PUBLISHED)
    for thread_id, other_id in queries.ways_left(ids).items():
        lead_to_article([thread_id], other_id, is_shown=True)


def _revision(article: Article) -> str:
    return f"revision {article.revision}"


def _about(article: Article) -> dict[str, Any]:
    db.flush()
    return {"article_id": article.id, "topic_id": article.topic_id}


def _written_just_now(draft: Draft, by: Member) -> Article | None:
    same = select(Article).where(Article.author_id == by.id)
    same = same.where(Article.written_at > now() - SENT_TWICE, Article.title == draft.title)
    return db.scalar(same.where(Article.body == draft.body.source).limit(1))
