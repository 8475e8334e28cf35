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


@problems.post("/desk/problems/<int:problem_id>/links")
def link(problem_id: int) -> Response:
    return _do(problem_id, actions.link, said=_("It is linked."))


@problems.post("/desk/problems/<int:problem_id>/links/removal")
def unlink(problem_id: int) -> Response:
    """It stays on the page, so that it can be put back."""
    return _do(problem_id, actions.unlink, said=_("The link is taken away. You can put it back."))


def _do(problem_id: int, deed: Callable[..., Any], *, said: str) -> Response:
    form = ProblemLinkForm.sent().or_refuse()
    with writing():
        member = current_member()
        subject_id = queries.linked_subject(form.what.data, to=member)
        deed(queries.problem_numbered(problem_id, lock=True), subject_id, by=member)
    flash(said, "good")
    return redirect(here(problem_id), 303)
