"""Linking a ticket or a question with a problem, and taking that away or back."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from moderation.problems import actions, queries
from moderation.problems.forms import ProblemLinkForm
from moderation.problems.views.room import here, problems

LINKED = "It is linked. You can take the link away again below."
PARTED = "The link is taken away. You can put it back."
TOLD = "The last update went out to it, and that cannot be taken back."


@problems.post("/desk/problems/<int:problem_id>/links")
def link(problem_id: int) -> Response:
    return _do(problem_id, actions.link, said=_(LINKED))


@problems.post("/desk/problems/<int:problem_id>/links/removal")
def unlink(problem_id: int) -> Response:
    """It stays on the page, so that it can be put back."""
    return _do(problem_id, actions.unlink, said=_(PARTED))


def _do(problem_id: int, deed: Callable[..., Any], *, said: str) -> Response:
    form = ProblemLinkForm.sent().or_refuse()
    with writing():
        member = current_member()
        subject_id = queries.linked_subject(form.what.data, to=member)
        deed(queries.problem_numbered(problem_id, lock=True), subject_id, by=member)
        is_told = queries.was_told(problem_id, subject_id)
    flash(" ".join([said, *([_(TOLD)] if is_told else [])]), "good")
    return redirect(here(problem_id), 303)
