"""Articles as programs get them."""

from typing import Any

from apiflask import Schema
from apiflask.fields import Date, DateTime, Integer, List, Nested, String
from flask import current_app

from forum.accounts.current import reader
from forum.articles import queries
from forum.articles.models import Article
from forum.articles.queries import Line
from forum.kernel.api import PageAsked, Text, api, as_list, listed
from forum.topics.queries import topic_called

articles_api = api("articles", __name__)

LONGEST_NAME = 100


class ArticlesAsked(PageAsked):
    """`topic` is the slug of a topic."""

    topic = Text(most=LONGEST_NAME, one_line=True, load_default=None)


class ArticleLine(Schema):
    """`true_until` is the day until which it is expected to be true."""

    id = Integer()
    url = String()
    title = String()
    in_short = String()
    topic = String()
    checked_on = Date()
    true_until = Date()
    changed_at = DateTime()


class OriginShown(Schema):
    """A question or an answer that the article was made from."""

    id = Integer()
    url = String()
    title = String()


class ArticleShown(ArticleLine):
    """`body` is as it was typed, `html` as it is shown."""

    body = String()
    html = String()
    made_from = List(Nested(OriginShown))


@articles_api.get("/articles")
@articles_api.input(ArticlesAsked, location="query", arg_name="asked")
@articles_api.output(listed(ArticleLine, "Articles"))
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """Published articles, the one checked last first."""
    topic_id = topic_called(asked["topic"]).id if asked["topic"] else None
    return as_list(queries.listed(topic_id, cursor=asked["cursor"]), _line)


@articles_api.get("/articles/<int:article_id>")
@articles_api.output(ArticleShown)
def show(article_id: int) -> dict[str, Any]:
    """One article with what it was made from."""
    article = queries.visible_article(article_id, to=reader())
    origins = queries.made_from(article.id)
    return _facts(article, article.topic.slug, queries.article_path(article.id, article.slug)) | {
        "body": article.body,
        "html": article.html,
        "made_from": [
            {"id": one.subject_id, "url": _absolute(one.path), "title": one.title}
            for one in origins
        ],
    }


def _line(one: Line) -> dict[str, Any]:
    return _facts(one, one.topic_slug, one.path)


def _facts(one: Line | Article, topic: str, path: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "url": _absolute(path),
        "title": one.title,
        "in_short": one.in_short,
        "topic": topic,
        "checked_on": one.checked_on,
        "true_until": one.true_until,
        "changed_at": one.changed_at,
    }


def _absolute(path: str) -> str:
    return f"{current_app.config['BASE_URL']}{path}"
