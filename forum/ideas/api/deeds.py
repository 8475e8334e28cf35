"""Putting an idea forward, standing behind one, deciding about one."""

from collections.abc import Callable
from typing import Any

from forum.accounts.current import current_member
from forum.ideas import actions, queries
from forum.ideas.api import schemas
from forum.ideas.api.reading import whole
from forum.ideas.api.schemas import ideas_api
from forum.kernel.db import writing
from forum.kernel.events import acting_through
from forum.kernel.written import write_up
from forum.topics.queries import topic_called


@ideas_api.post("/ideas")
@ideas_api.input(schemas.NewIdea, arg_name="sent")
@ideas_api.output(schemas.IdeaShown, status_code=201)
@ideas_api.doc(security="bearer")
def propose(sent: dict[str, Any]) -> dict[str, Any]:
    """Put an idea to everyone. A newcomer's first one is held until staff have read it."""
    body = write_up(sent["body"])
    actions.check_ideas(current_member())
    with acting_through("api"), writing():
        topic = topic_called(sent["topic"])
        said = {"title": sent["title"], "body": body, "board": queries.kept_board(sent["board"])}
        idea = actions.propose(by=current_member(), topic=topic, **said)
        return whole(idea)


@ideas_api.put("/ideas/<int:idea_id>/support")
@ideas_api.output({}, status_code=204)
@ideas_api.doc(security="bearer")
def support(idea_id: int) -> str:
    """Stand behind an idea, and hear what becomes of it."""
    return _do(idea_id, actions.support)


@ideas_api.delete("/ideas/<int:idea_id>/support")
@ideas_api.output({}, status_code=204)
@ideas_api.doc(security="bearer")
def withdraw_support(idea_id: int) -> str:
    """Take one's support back."""
    return _do(idea_id, actions.withdraw_support)


@ideas_api.put("/ideas/<int:idea_id>/decision")
@ideas_api.input(schemas.Decision, arg_name="sent")
@ideas_api.output(schemas.IdeaShown)
@ideas_api.doc(security="bearer")
def decide(idea_id: int, sent: dict[str, Any]) -> dict[str, Any]:
    """Move an idea and reply in public; for the policy team."""
    text = sent.pop("details")
    details = write_up(text) if text else None
    with acting_through("api"), writing():
        by = current_member()
        idea = queries.visible_idea(idea_id, to=by)
        actions.decide(idea, by=by, details=details, **sent)
        return whole(idea)


def _do(idea_id: int, deed: Callable[..., None]) -> str:
    """The action locks the idea itself, after it has marked its place as stale."""
    with acting_through("api"), writing():
        by = current_member()
        deed(queries.visible_idea(idea_id, to=by), by=by)
    return ""
