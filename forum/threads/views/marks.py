"""Small deeds of one tap: thank, me too, vote, follow, solution, confirmation.

Each form says what is wanted, so that pressing twice does no harm.
"""

from collections.abc import Callable
from typing import Any

from flask import redirect
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.follows.actions import follow, unfollow
from forum.kernel.db import writing
from forum.threads import actions, queries
from forum.threads.forms import SolutionForm, VoteForm, WantedForm
from forum.threads.models import Thread
from forum.threads.views.room import threads
from forum.threads.views.show import answer_url

Deed = Callable[..., None]


@threads.post("/answers/<int:answer_id>/thanks")
def thank(answer_id: int) -> Response:
    return _to_answer(answer_id, _wanted(actions.thank, actions.withdraw_thanks))


@threads.post("/answers/<int:answer_id>/confirmation")
def confirm(answer_id: int) -> Response:
    return _to_answer(answer_id, _wanted(actions.confirm_answer, actions.withdraw_confirmation))


@threads.post("/answers/<int:answer_id>/rejection")
def reject(answer_id: int) -> Response:
    return _to_answer(answer_id, actions.reject_answer)


@threads.post("/answers/<int:answer_id>/vote")
def vote_on_answer(answer_id: int) -> Response:
    return _to_answer(answer_id, actions.vote_on, value=_vote())


@threads.post("/threads/<int:thread_id>/vote")
def vote_on_question(thread_id: int) -> Response:
    return _to_thread(thread_id, actions.vote_on, value=_vote())


@threads.post("/threads/<int:thread_id>/me-too")
def share_problem(thread_id: int) -> Response:
    return _to_thread(thread_id, _wanted(actions.share_problem, actions.withdraw_shared_problem))


@threads.post("/threads/<int:thread_id>/follow")
def follow_thread(thread_id: int) -> Response:
    deed = _wanted(_follow, _unfollow)
    return _to_thread(thread_id, deed)


@threads.post("/threads/<int:thread_id>/solution")
def solve(thread_id: int) -> Response:
    form = SolutionForm.sent().or_refuse()
    deed = actions.accept_answer if form.is_yes else actions.unaccept_answer
    with writing():
        by = current_member()
        thread = queries.visible_thread(thread_id, to=by, lock=True)
        answer = queries.answer_of(thread, form.answer_id.data, to=by)
        deed(answer, by=by)
    return redirect(answer_url(answer.id), 303)


def _wanted(yes: Deed, no: Deed) -> Deed:
    return yes if WantedForm.sent().or_refuse().is_yes else no


def _vote() -> int:
    return int(VoteForm.sent().or_refuse().value.data)


def _to_answer(answer_id: int, deed: Deed, **facts: Any) -> Response:
    with writing():
        by = current_member()
        deed(queries.visible_answer(answer_id, to=by, lock=True), by=by, **facts)
    return redirect(answer_url(answer_id), 303)


def _to_thread(thread_id: int, deed: Deed, **facts: Any) -> Response:
    with writing():
        by = current_member()
        thread = queries.visible_thread(thread_id, to=by, lock=True)
        deed(thread, by=by, **facts)
    return redirect(queries.thread_path(thread.id, thread.slug), 303)


def _follow(thread: Thread, *, by: Member) -> None:
    follow(by=by, subject_id=thread.id)


def _unfollow(thread: Thread, *, by: Member) -> None:
    unfollow(by=by, subject_id=thread.id)
