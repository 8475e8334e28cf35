"""Lists of ideas in their orders, of all topics or one; the newest also as a feed."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.current import reader
from forum.accounts.models import Member
from forum.ideas import policy, queries
from forum.ideas.queries import Line, Place
from forum.ideas.views.room import ideas, sign_in_then
from forum.ideas.wording import ORDERS, SHOWS, WHY, WHY_HERE
from forum.kernel.clock import now
from forum.kernel.errors import Missing
from forum.kernel.feeds import feed_of
from forum.kernel.paging import Page
from forum.kernel.web import page
from forum.topics.models import Topic
from forum.topics.queries import all_topics, topic_called

USUAL = "fair"
Here = Mapping[str, str | None]
SPREAD = 1_000_003  # far apart, so that a neighbour's order of today is not mine of tomorrow


@ideas.get("/ideas")
def index() -> AnyResponse:
    order, topics, to = request.args.get("order", USUAL), all_topics(), reader()
    if order not in ORDERS:
        raise Missing("There is no such list of ideas. Choose one of the orders on the page.")
    topic, board, cursor = _topic(topics), _board(), request.args.get("cursor")
    here = {"topic": topic.slug if topic else None, "board": board.slug if board else None}
    found = _found(order, topic, board, to, cursor)
    return page(
        "ideas/list.html",
        lines=found.items,
        order=order,
        topic=topic,
        board=board,
        older=found.next and _address(order, here, cursor=found.next),
        newest=cursor and _address(order, here),
        me=to,
        may_review=to is not None and policy.may_decide(to),
        **_ways(order, here, topics),
    )


@ideas.get("/ideas/feed.atom")
def feed() -> Response:
    """The newest ideas as an Atom feed; `topic` picks one topic."""
    asked = request.args.get("topic")
    topic = topic_called(asked) if asked else None
    lines = queries.ideas_in(order="new", topic_id=topic.id if topic else None).items
    latest = max((one.decided_at or one.published_at for one in lines), default=None)
    here = _address("new", {"topic": asked or None})
    return feed_of("ideas/feed.xml", changed_at=latest, here=here, lines=lines, topic=topic)


@ideas.get("/ideas/review")
def review() -> AnyResponse:
    """What waits for the policy team, the longest waiting first."""
    show, cursor = request.args.get("show", "held"), request.args.get("cursor")
    if show not in SHOWS:
        raise Missing("There is no such list. Choose one of the lists on the page.")
    found = queries.waiting(show, cursor=cursor)
    here = url_for("ideas.review")
    return page(
        "ideas/review.html",
        lines=found.items,
        show=show,
        shows=[(name, words, f"{here}?show={name}") for name, words in SHOWS.items()],
        why=WHY_HERE[show],
        older=found.next and f"{here}?{urlencode({'show': show, 'cursor': found.next})}",
    )


def _topic(topics: Sequence[Topic]) -> Topic | None:
    """The topic asked for, from the list the page shows anyway."""
    slug = request.args.get("topic")
    if not slug:
        return None
    if known := next((topic for topic in topics if topic.slug == slug), None):
        return known
    raise Missing("We do not have a topic with this name. The page of ideas lists all of them.")


def _found(
    order: str, topic: Topic | None, board: Place | None, to: Member | None, cursor: str | None
) -> Page[Line]:
    return queries.ideas_in(
        order=order,
        topic_id=topic.id if topic else None,
        board_id=board.id if board else None,
        to=to,
        seed=_seed(to),
        cursor=cursor,
    )


def _board() -> Place | None:
    """The board asked for, from what every page knows."""
    slug = request.args.get("board")
    return queries.place_called(slug) if slug else None


def _ways(order: str, here: Here, topics: Sequence[Topic]) -> dict[str, Any]:
    """The other lists that are one step away, and why this one is as it is."""
    return {
        "orders": [(name, words, _address(name, here)) for name, words in ORDERS.items()],
        "why": WHY[order],
        "topics": [(one, _address(order, here, topic=one.slug)) for one in topics],
        "every_topic": _address(order, here, topic=None),
        "boards": [(one, _address(order, here, board=one.slug)) for one in queries.places()],
        "every_board": _address(order, here, board=None),
        "sign_in": sign_in_then(_address(order, here)),
    }


def _seed(to: Member | None) -> int:
    """Another order each day, and for each member."""
    return now().date().toordinal() * SPREAD + (to.id if to else 0)


def _address(order: str, here: Here | None = None, **other: str | None) -> str:
    """The plain address shows the usual order of all topics; `other` differs from `here`."""
    asked = {"order": order if order != USUAL else None, **(here or {}), **other}
    named = {name: value for name, value in asked.items() if value}
    return f"/ideas?{urlencode(named)}" if named else "/ideas"
