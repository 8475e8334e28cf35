"""The room's pages are registered here; what they share: the page of one problem."""

from pathlib import Path
from typing import Any

from flask import url_for
from werkzeug.wrappers import Response

from forum.accounts.models import Member
from forum.alerts.queries import not_over
from forum.kernel.forms import PlainForm
from forum.kernel.text import as_typed, shown
from forum.kernel.web import page, room
from moderation.announcements.queries import in_words, words_changed
from moderation.problems import policy, queries
from moderation.problems.forms import ProblemAlertForm
from moderation.problems.models import Problem
from moderation.problems.states import AT_WORK, LABELS
from moderation.settings.changes import undone

TEXTS = ("body", "workaround", "cause")
NAMES = {
    "title": "In a few words",
    "body": "What is wrong",
    "workaround": "What people can do until then",
    "cause": "The cause, for staff",
}

problems = room("problems", str(Path(__file__).parent))


def here(problem_id: int) -> str:
    return url_for("problems.show", problem_id=problem_id)


def alert_form(problem: Problem) -> ProblemAlertForm:
    """Offers what is on or planned; the one that is linked stays."""
    form = ProblemAlertForm(None, alert=str(problem.alert_id or ""))
    offer_alerts(form, problem)
    return form


def offer_alerts(form: ProblemAlertForm, problem: Problem) -> None:
    known = {one.id: one.title for one in not_over()}
    if problem.alert is not None:
        known[problem.alert.id] = problem.alert.title
    form.offer(list(known.items()))


def problem_page(
    problem: Problem, member: Member, *, status: int = 200, fault: PlainForm | None = None
) -> Response:
    """Everything about it; `fault` is a form that was not accepted."""
    return page(
        "problems/show.html",
        status,
        problem=problem,
        texts={name: shown(as_typed(getattr(problem, name))) for name in TEXTS},
        fault=fault,
        labels=LABELS,
        moves=[(one, LABELS[one]) for one in policy.moves_of(problem)],
        linked=queries.linked_with(problem.id, to=member),
        alike=queries.linkable_like(problem, to=member) if problem.state in AT_WORK else [],
        updates=[
            (one, shown(one.html), shown(one.public_html)) for one in queries.updates_of(problem.id)
        ],
        tallies=queries.tallies_of(problem.id),
        log=queries.moves_made(problem.id),
        alert_form=alert_form(problem),
        **_history(problem),
    )


def _history(problem: Problem) -> dict[str, Any]:
    """Each change of its words, and which of them were undone."""
    changes = words_changed(problem.id)
    return {"changes": in_words(changes, NAMES), "undone": undone(changes)}
