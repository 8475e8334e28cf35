"""One update for everybody: written once, shown with exactly who gets it, then sent."""

import secrets
from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.errors import Conflict
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.text import shown
from forum.kernel.web import page
from forum.kernel.written import Written
from forum.threads.forms import personal_details
from moderation.helpdesk.forms import written
from moderation.helpdesk.policy import may_see
from moderation.problems import actions, queries
from moderation.problems.actions import Words
from moderation.problems.forms import ProblemUpdateForm
from moderation.problems.models import Problem
from moderation.problems.states import State
from moderation.problems.views.room import here, problems


@problems.route("/desk/problems/<int:problem_id>/updates/new", methods=["GET", "POST"])
def tell(problem_id: int) -> Response:
    """Nothing is sent before somebody has seen the text and the list of those who get it."""
    if request.method == "GET":
        problem = queries.problem_numbered(problem_id)
        answers = bool(request.args.get("answer")) and problem.state == State.SOLVED
        nonce = secrets.token_hex(16)
        return _page(problem, ProblemUpdateForm(None, is_answer=answers, nonce=nonce))
    form = ProblemUpdateForm.sent()
    body, public = written(form), written(form, "public_body")
    if body is None or public is None:
        return _page(queries.problem_numbered(problem_id), form, status=422)
    words = _words(form, body, public)
    if not is_seen(form):
        return _page(queries.problem_numbered(problem_id), form, words=words)

    try:
        _send(problem_id, words, form)
    except Conflict as conflict:
        flash(str(conflict), "warn")
        return _page(queries.problem_numbered(problem_id), form, words=words, status=409)
    flash(_("It is on its way to everybody."), "good")
    return redirect(here(problem_id), 303)


def _words(form: ProblemUpdateForm, body: Written, public: Written) -> Words:
    marks = {"is_answer": bool(form.is_answer.data), "to_alert": bool(form.to_alert.data)}
    return Words(body, public if public.source else None, **marks)


def _send(problem_id: int, words: Words, form: ProblemUpdateForm) -> None:
    with writing():
        problem = queries.problem_numbered(problem_id, lock=True)
        whom, nonce = form.whom.data or "", form.nonce.data
        actions.tell_all(problem, words, by=current_member(), whom=whom, nonce=nonce)


def _page(
    problem: Problem,
    form: ProblemUpdateForm,
    *,
    words: Words | None = None,
    status: int = 200,
) -> Response:
    form.seen.data = fingerprint(form) if words else ""
    told = _told(problem, form, words) if words else {"whom": None}
    return page("problems/tell.html", status, problem=problem, form=form, **told)


def _told(problem: Problem, form: ProblemUpdateForm, words: Words) -> dict[str, Any]:
    """Who gets which text. Tickets this member may not read are only counted."""
    whom = queries.whom_it_reaches(problem, publicly=words.public is not None)
    form.whom.data = whom.mark
    member = current_member()
    named = [ticket for ticket in whom.tickets if may_see(member, ticket)]
    asked = {thread.id for thread in whom.threads}
    return {
        "whom": whom,
        "named": named,
        "hidden": len(whom.tickets) - len(named),
        "on_question": {ticket.id for ticket in named if ticket.source_id in asked},
        "text": shown(words.body.html),
        "public_text": shown(words.public.html) if words.public else None,
        "found": personal_details(words.public.source) if words.public else [],
    }
