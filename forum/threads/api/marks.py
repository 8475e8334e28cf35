"""Thanks, me too, votes, follows and the solution: PUT makes it so, DELETE takes it back."""

from collections.abc import Callable
from typing import Any

from forum.accounts.current import current_member
from forum.follows.actions import follow, unfollow
from forum.kernel.db import writing
from forum.kernel.events import acting_through
from forum.threads import actions, queries
from forum.threads.api import schemas
from forum.threads.api.schemas import threads_api

Deed = Callable[..., object]


@threads_api.put("/threads/<int:thread_id>/solution")
@threads_api.input(schemas.Chosen, arg_name="sent")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def solve(thread_id: int, sent: dict[str, Any]) -> str:
    """The asker says which answer solved it."""
    with acting_through("api"), writing():
        by = current_member()
        thread = queries.visible_thread(thread_id, to=by, lock=True)
        actions.accept_answer(queries.answer_of(thread, sent["answer_id"], to=by), by=by)
    return ""


@threads_api.delete("/threads/<int:thread_id>/solution")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def unsolve(thread_id: int) -> str:
    """The asker says that it is not solved after all."""
    with acting_through("api"), writing():
        by = current_member()
        thread = queries.visible_thread(thread_id, to=by, lock=True)
        actions.reopen(thread, by=by)
    return ""


@threads_api.put("/answers/<int:answer_id>/thanks")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def thank(answer_id: int) -> str:
    """Thank for an answer."""
    return _answer(answer_id, actions.thank)


@threads_api.delete("/answers/<int:answer_id>/thanks")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def withdraw_thanks(answer_id: int) -> str:
    """Take back the thanks for an answer."""
    return _answer(answer_id, actions.withdraw_thanks)


@threads_api.put("/threads/<int:thread_id>/me-too")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def share_problem(thread_id: int) -> str:
    """Say "me too"."""
    return _thread(thread_id, actions.share_problem)


@threads_api.delete("/threads/<int:thread_id>/me-too")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def withdraw_shared_problem(thread_id: int) -> str:
    """Take back "me too"."""
    return _thread(thread_id, actions.withdraw_shared_problem)


@threads_api.put("/answers/<int:answer_id>/vote")
@threads_api.input(schemas.NewVote, arg_name="sent")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def vote_on_answer(answer_id: int, sent: dict[str, Any]) -> str:
    """Vote for an answer with 1. Nobody can vote against one: -1 is refused with the reason."""
    return _answer(answer_id, actions.vote_on, value=sent["value"])


@threads_api.delete("/answers/<int:answer_id>/vote")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def withdraw_vote_on_answer(answer_id: int) -> str:
    """Take back the vote on an answer."""
    return _answer(answer_id, actions.vote_on, value=0)


@threads_api.put("/threads/<int:thread_id>/vote")
@threads_api.input(schemas.NewVote, arg_name="sent")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def vote_on_question(thread_id: int, sent: dict[str, Any]) -> str:
    """Vote for a question with 1. Nobody can vote against one: -1 is refused with the reason."""
    return _thread(thread_id, actions.vote_on, value=sent["value"])


@threads_api.delete("/threads/<int:thread_id>/vote")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def withdraw_vote_on_question(thread_id: int) -> str:
    """Take back the vote on a question."""
    return _thread(thread_id, actions.vote_on, value=0)


@threads_api.put("/threads/<int:thread_id>/follow")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def follow_thread(thread_id: int) -> str:
    """Follow a question."""
    return _thread(thread_id, lambda thread, *, by: follow(by=by, subject_id=thread.id))


@threads_api.delete("/threads/<int:thread_id>/follow")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def unfollow_thread(thread_id: int) -> str:
    """Stop following a question."""
    return _thread(thread_id, lambda thread, *, by: unfollow(by=by, subject_id=thread.id))


def _answer(answer_id: int, deed: Deed, **facts: Any) -> str:
    with acting_through("api"), writing():
        by = current_member()
        deed(queries.visible_answer(answer_id, to=by, lock=True), by=by, **facts)
    return ""


def _thread(thread_id: int, deed: Deed, **facts: Any) -> str:
    with acting_through("api"), writing():
        by = current_member()
        deed(queries.visible_thread(thread_id, to=by, lock=True), by=by, **facts)
    return ""
