"""Reading ideas, one or many."""

from typing import Any

from forum.accounts.current import reader
from forum.ideas import queries
from forum.ideas.api import schemas
from forum.ideas.api.schemas import ideas_api
from forum.ideas.models import Idea
from forum.kernel.api import as_list
from forum.kernel.clock import now
from forum.topics.queries import topic_called


@ideas_api.get("/ideas")
@ideas_api.input(schemas.IdeasAsked, location="query", arg_name="asked")
@ideas_api.output(schemas.IdeasListed)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """Ideas in one of their orders: fair, rising, top, new or decided."""
    topic_id = topic_called(asked["topic"]).id if asked["topic"] else None
    seed, place = now().date().toordinal(), asked["cursor"]
    board_id = queries.place_called(asked["board"]).id if asked["board"] else None
    found = queries.ideas_in(
        order=asked["order"], topic_id=topic_id, board_id=board_id, seed=seed, cursor=place
    )
    return as_list(found, schemas.line)


@ideas_api.get("/ideas/<int:idea_id>")
@ideas_api.output(schemas.IdeaShown)
def show(idea_id: int) -> dict[str, Any]:
    """An idea with where it stood when, and what the council says."""
    return whole(queries.visible_idea(idea_id, to=reader()))


def whole(idea: Idea) -> dict[str, Any]:
    replies = queries.replies_of(idea.id)
    reply = replies[0] if replies else None
    return schemas.whole(idea, moves=queries.moves_of(idea.id), reply=reply)
