"""The pages of articles: by topic, one article, whether it helped, and the feed."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.current import network_address, reader
from forum.articles import actions, policy, queries
from forum.articles.forms import ArticleVerdictForm
from forum.articles.models import Article
from forum.articles.states import State
from forum.kernel.db import writing
from forum.kernel.feeds import feed_of
from forum.kernel.found import Outside, kept_out
from forum.kernel.text import shown
from forum.kernel.web import page, room
from forum.threads.briefs import checked_words, says_more, today
from forum.topics.queries import all_topics, topic_called

articles = room("articles", __file__)


@articles.get("/articles")
def index() -> AnyResponse:
    """What is known, the one checked last first; of one topic or of all."""
    asked = request.args.get("topic")
    here = topic_called(asked) if asked else None
    cursor = request.args.get("cursor")
    found = queries.listed(here.id if here else None, cursor=cursor)
    slug = here.slug if here else None
    return page(
        "articles/index.html",
        found=found.items,
        here=here,
        ways=_ways(slug),
        newest=cursor and _address(slug),
        older=found.next and _address(slug, cursor=found.next),
        feed_url=url_for("articles.feed"),
        today=today(),
    )


@articles.get("/articles/<int:article_id>")
@articles.get("/articles/<int:article_id>-<slug>")
def show(article_id: int, slug: str = "") -> AnyResponse:
    """One article: in short, in full, until when it is true, and what it was made from."""
    to = reader()
    article = queries.visible_article(article_id, to=to)
    if slug != article.slug:
        return redirect(queries.article_path(article.id, article.slug), 301)

    own = page("articles/show.html", **_shown(article), me=to, may_write=policy.may_write(to))
    return own if article.state == State.PUBLISHED else kept_out(own)


@articles.post("/articles/<int:article_id>/verdict")
def judge(article_id: int) -> AnyResponse:
    """Whether it helped; no account is needed."""
    helped = ArticleVerdictForm.sent().or_refuse().helped.data == "yes"
    with writing():
        by = reader()
        article = queries.visible_article(article_id, to=by)
        actions.judge_article(article, helped=helped, by=by, place=network_address())
        path = queries.article_path(article.id, article.slug)
    flash(_thanks(helped=helped), "good")
    return redirect(path, 303)


@articles.get("/articles/feed.atom")
def feed() -> Response:
    """The articles changed last, as an Atom feed."""
    found = queries.lately_checked()
    return feed_of(
        "articles/feed.xml",
        changed_at=max((one.changed_at for one in found), default=None),
        here=url_for("articles.index"),
        articles=found,
        path_of=queries.article_path,
    )


def _shown(article: Article) -> dict[str, Any]:
    return {
        "outside": Outside(article.in_short),
        "article": article,
        "html": shown(article.html),
        "says_more": says_more(article.in_short, article.html),
        "checked": checked_words(article.checked_on, article.true_until),
        "made_from": queries.made_from(article.id),
        "verdict": queries.verdict_of(article.id, reader()),
        "topic": article.topic,
    }


def _ways(here: str | None) -> list[tuple[str, str, bool]]:
    every = (_("All topics"), _address(None), here is None)
    return [every, *((one.name, _address(one.slug), one.slug == here) for one in all_topics())]


def _address(topic: str | None, **more: str) -> str:
    asked = ({"topic": topic} if topic else {}) | more
    path = url_for("articles.index")
    return f"{path}?{urlencode(asked)}" if asked else path


def _thanks(*, helped: bool) -> str:
    if helped:
        return str(_("Good to know. Thank you."))
    return str(_("Thank you. The people who wrote it see that. You can ask a question instead."))
