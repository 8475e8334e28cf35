"""Lists of questions: all of them, of a topic, with a tag; each also as a feed."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.current import reader
from forum.alerts.queries import on_now
from forum.kernel.errors import Missing
from forum.kernel.feeds import feed_of
from forum.kernel.found import Outside
from forum.kernel.web import page
from forum.services.queries import topic_and_service
from forum.threads import queries
from forum.threads.queries import pace
from forum.threads.views.room import beside_topic, on_duty, threads
from forum.topics.queries import tag_called, topic_called

STATES = ("all", "unanswered", "solved")


@threads.get("/threads")
def index() -> AnyResponse:
    return _list(url_for("threads.index"), feed_url=url_for("threads.feed"), wait=pace().overall)


@threads.get("/topics/<slug>")
def topic(slug: str) -> AnyResponse:
    here, service = topic_and_service(slug)
    return _list(
        url_for("threads.topic", slug=slug),
        topic_id=here.id,
        topic=here,
        outside=Outside(here.summary, "website"),
        wait=pace().by_topic.get(here.id),
        service=service,
        alerts=on_now(service.id, here.id),
        presence=on_duty.render([service.id], to=None).get(service.id),
        beside=beside_topic.render([here.id], to=reader()).get(here.id),
        feed_url=url_for("threads.topic_feed", slug=slug),
    )


@threads.get("/tags/<tag>")
def tag(tag: str) -> AnyResponse:
    return _list(
        url_for("threads.tag", tag=tag),
        tag_id=tag_called(tag).id,
        tag=tag,
        feed_url=url_for("threads.tag_feed", tag=tag),
    )


@threads.get("/feed.atom")
def feed() -> Response:
    return _feed(url_for("threads.index"))


@threads.get("/topics/<slug>/feed.atom")
def topic_feed(slug: str) -> Response:
    topic = topic_called(slug)
    return _feed(url_for("threads.topic", slug=slug), topic.name, topic_id=topic.id)


@threads.get("/tags/<tag>/feed.atom")
def tag_feed(tag: str) -> Response:
    """The newest questions with a tag as an Atom feed."""
    return _feed(url_for("threads.tag", tag=tag), tag, tag_id=tag_called(tag).id)


def _list(
    here: str, *, topic_id: int | None = None, tag_id: int | None = None, **shown: Any
) -> AnyResponse:
    state = request.args.get("state", "all")
    if state not in STATES:
        raise Missing("There is no such list. You can see all, unanswered or solved questions.")
    cursor = request.args.get("cursor")
    found = queries.threads_in(topic_id=topic_id, tag_id=tag_id, state=state, cursor=cursor)
    return page(
        "threads/list.html",
        lines=found.items,
        state=state,
        ways={name: _address(here, name) for name in STATES},
        older=found.next and _address(here, state, found.next),
        newest=cursor and _address(here, state),
        **shown,
    )


def _address(here: str, state: str, cursor: str | None = None) -> str:
    """The plain address shows everything from the newest on."""
    asked = {"state": state if state != "all" else None, "cursor": cursor}
    named = {name: value for name, value in asked.items() if value}
    return f"{here}?{urlencode(named)}" if named else here


def _feed(
    here: str, name: str = "", *, topic_id: int | None = None, tag_id: int | None = None
) -> Response:
    lines = queries.threads_in(topic_id=topic_id, tag_id=tag_id).items
    latest = lines[0].active_at if lines else None
    return feed_of("threads/feed.xml", changed_at=latest, here=here, name=name, lines=lines)
