"""What programs send and get about ideas."""

from typing import Any

from apiflask import Schema
from apiflask.fields import DateTime, Integer, List, Nested, String
from apiflask.validators import OneOf
from flask import current_app

from forum.ideas.forms import LONGEST_CASE, LONGEST_DEPARTMENT, LONGEST_DETAILS
from forum.ideas.models import LONGEST_SUMMARY, Idea
from forum.ideas.queries import Line, Move, Reply, idea_path
from forum.ideas.queries.boards import slugs_of
from forum.ideas.states import MOVED_BY_STAFF
from forum.ideas.wording import ORDERS
from forum.kernel.api import PageAsked, Text, api, listed

ideas_api = api("ideas", __name__)

LONGEST_NAME = 100  # of a topic in a request


class NewIdea(Schema):
    """`topic` is the slug of a topic, `board` that of a board: the first one when none is named."""

    title = Text(most=150, one_line=True, required=True)
    body = Text(most=LONGEST_CASE, required=True)
    topic = Text(most=LONGEST_NAME, one_line=True, required=True)
    board = Text(most=LONGEST_NAME, one_line=True, load_default=None)


class IdeasAsked(PageAsked):
    order = String(load_default="fair", validate=OneOf(list(ORDERS)))
    topic = Text(most=LONGEST_NAME, one_line=True, load_default=None)
    board = Text(most=LONGEST_NAME, one_line=True, load_default=None)


class Decision(Schema):
    """Without a move, `summary` is a new version of the reply."""

    stage = String(required=True, validate=OneOf([stage.value for stage in MOVED_BY_STAFF]))
    reason = Text(most=LONGEST_NAME, one_line=True, load_default="")
    summary = Text(most=LONGEST_SUMMARY, one_line=True, load_default="")
    details = Text(most=LONGEST_DETAILS, load_default="")
    department = Text(most=LONGEST_DEPARTMENT, one_line=True, load_default="")


class IdeaLine(Schema):
    id = Integer()
    url = String()
    title = String()
    topic = String()
    board = String()
    stage = String()
    support_count = Integer()
    published_at = DateTime(allow_none=True)
    decided_at = DateTime(allow_none=True)


class IdeaLineShown(IdeaLine):
    excerpt = String()


class StageMoveShown(Schema):
    """`reason` is a code, empty for a step forward; `text` is what everybody reads about it."""

    before = String()
    stage = String()
    reason = String()
    text = String()
    moved_at = DateTime()


class ReplyShown(Schema):
    number = Integer()
    summary = String()
    details = String()
    html = String()
    department = String()
    written_at = DateTime()


class IdeaShown(IdeaLine):
    """`reply` is what the council says now; `moves` are in order of time."""

    author = String()
    body = String()
    html = String()
    state = String()
    viewer_count = Integer()
    proposed_at = DateTime()
    moves = List(Nested(StageMoveShown))
    reply = Nested(ReplyShown, allow_none=True)


IdeasListed = listed(IdeaLineShown, "Ideas")


def line(one: Line) -> dict[str, Any]:
    return {
        "id": one.id,
        "url": _url(one.id, one.slug),
        "title": one.title,
        "topic": one.topic_slug,
        "board": one.board_slug,
        "stage": one.stage,
        "support_count": one.support_count,
        "published_at": one.published_at,
        "decided_at": one.decided_at,
        "excerpt": one.gist,
    }


def whole(idea: Idea, *, moves: list[Move], reply: Reply | None) -> dict[str, Any]:
    topic, board = slugs_of(idea)
    return _counted(idea) | {
        "id": idea.id,
        "url": _url(idea.id, idea.slug),
        "title": idea.title,
        "topic": topic,
        "board": board,
        "author": idea.author.name,
        "body": idea.body,
        "html": idea.html,
        "moves": [_move(one) for one in moves],
        "reply": _reply(reply) if reply else None,
    }


def _counted(idea: Idea) -> dict[str, Any]:
    return {
        "state": idea.state,
        "stage": idea.stage,
        "support_count": idea.support_count,
        "viewer_count": idea.viewer_count,
        "proposed_at": idea.proposed_at,
        "published_at": idea.published_at,
        "decided_at": idea.decided_at,
    }


def _move(one: Move) -> dict[str, Any]:
    return {
        "before": one.before,
        "stage": one.stage,
        "reason": one.reason,
        "text": one.text,
        "moved_at": one.moved_at,
    }


def _reply(one: Reply) -> dict[str, Any]:
    return {
        "number": one.number,
        "summary": one.summary,
        "details": one.body,
        "html": one.stored,
        "department": one.department,
        "written_at": one.written_at,
    }


def _url(idea_id: int, slug: str) -> str:
    return f"{current_app.config['BASE_URL']}{idea_path(idea_id, slug)}"
