"""Small deeds of one tap: thank, me too, vote, follow, solution, confirmation.

Each form says what is wanted, so that pressing twice does no harm.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import redirect, request
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.follows.actions import follow, unfollow
from forum.kernel.db import writing
from forum.kernel.web import part_or
from forum.threads import actions, queries
from forum.threads.forms import SolutionForm, VoteForm, WantedForm
from forum.threads.models import Answer, Thread
from forum.threads.views.room import threads
from forum.threads.views.show import answer_url

Deed = Callable[..., None]


@dataclass(frozen=True)
class Tap:
    """A small deed as it stands after it was pressed."""

    action: str
    pressed: bool
    about: str
    count: int | None = None
    is_question: bool = False

    @property
    def deed(self) -> str:
        """The last part of its address."""
        return self.action.rpartition("/")[2]


@threads.post("/answers/<int:answer_id>/thanks")
def thank(answer_id: int) -> Response:
    return _to_answer(answer_id, *_wanted(actions.thank, actions.withdraw_thanks))


@threads.post("/answers/<int:answer_id>/confirmation")
def confirm(answer_id: int) -> Response:
    deeds = (actions.confirm_answer, actions.withdraw_confirmation)
    return _to_answer(answer_id, *_wanted(*deeds))


@threads.post("/answers/<int:answer_id>/rejection")
def reject(answer_id: int) -> Response:
    _do_to_answer(answer_id, actions.reject_answer)
    return redirect(answer_url(answer_id), 303)


@threads.post("/answers/<int:answer_id>/vote")
def vote_on_answer(answer_id: int) -> Response:
    value = _vote()
    return _to_answer(answer_id, actions.vote_on, value > 0, value=value)


@threads.post("/threads/<int:thread_id>/vote")
def vote_on_question(thread_id: int) -> Response:
    value = _vote()
    return _to_thread(thread_id, actions.vote_on, value > 0, value=value)


@threads.post("/threads/<int:thread_id>/me-too")
def share_problem(thread_id: int) -> Response:
    deeds = (actions.share_problem, actions.withdraw_shared_problem)
    return _to_thread(thread_id, *_wanted(*deeds))


@threads.post("/threads/<int:thread_id>/follow")
def follow_thread(thread_id: int) -> Response:
    return _to_thread(thread_id, *_wanted(_follow, _unfollow))


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


def _wanted(yes: Deed, no: Deed) -> tuple[Deed, bool]:
    """The deed, and whether it is pressed afterwards."""
    is_yes = WantedForm.sent().or_refuse().is_yes
    return (yes if is_yes else no), is_yes


def _vote() -> int:
    return int(VoteForm.sent().or_refuse().value.data)


def _to_answer(answer_id: int, deed: Deed, pressed: bool, **facts: Any) -> Response:
    tap = _do_to_answer(answer_id, deed, pressed, **facts)
    return part_or(answer_url(answer_id), "threads/tap.html", tap=tap)


def _do_to_answer(answer_id: int, deed: Deed, pressed: bool = False, **facts: Any) -> Tap:
    with writing():
        by = current_member()
        answer: Answer = queries.visible_answer(answer_id, to=by, lock=True)
        deed(answer, by=by, **facts)
        count = answer.thanks_count if request.path.endswith("/thanks") else None
        return Tap(request.path, pressed, answer.author.shown_name, count)


def _to_thread(thread_id: int, deed: Deed, pressed: bool, **facts: Any) -> Response:
    with writing():
        by = current_member()
        thread = queries.visible_thread(thread_id, to=by, lock=True)
        deed(thread, by=by, **facts)
        count = thread.me_too_count if request.path.endswith("/me-too") else None
        tap = Tap(request.path, pressed, thread.title, count, is_question=True)
        path = queries.thread_path(thread.id, thread.slug)
    return part_or(path, "threads/tap.html", tap=tap)


def _follow(thread: Thread, *, by: Member) -> None:
    follow(by=by, subject_id=thread.id)


def _unfollow(thread: Thread, *, by: Member) -> None:
    unfollow(by=by, subject_id=thread.id)
