"""Problems that everybody may read, and waiting for their news instead of writing to us."""

from flask import flash, redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member, reader
from forum.alerts.queries import alert_path
from forum.follows.queries import is_following
from forum.kernel.db import writing
from forum.kernel.text import as_typed, shown
from forum.kernel.web import page
from moderation.problems import actions, queries
from moderation.problems.states import AT_WORK, PUBLIC_LABELS, State
from moderation.problems.views.room import problems


@problems.get("/known-problems/<int:problem_id>")
def known(problem_id: int) -> Response:
    """What is wrong, what to do until then, and every public update."""
    problem, me = queries.public_problem(problem_id), reader()
    updates = [one for one in queries.updates_of(problem.id) if one.public_body]
    alert = problem.alert
    return page(
        "problems/known.html",
        problem=problem,
        label=PUBLIC_LABELS[State(problem.state)],
        body=shown(as_typed(problem.body)),
        workaround=shown(as_typed(problem.workaround)) if problem.workaround else None,
        updates=[(one.written_at, shown(one.public_html)) for one in updates],
        alert=(alert.title, alert_path(alert.id, alert.slug)) if alert else None,
        is_at_work=problem.state in AT_WORK,
        me=me,
        follows=is_following(me.id, problem.id) if me else False,
    )


@problems.post("/known-problems/<int:problem_id>/follow")
def follow(problem_id: int) -> Response:
    """No ticket is needed for what we know already."""
    with writing():
        actions.follow(queries.public_problem(problem_id), by=current_member())
    flash(_("We tell you when there is news, and when it is fixed."), "good")
    return redirect(queries.public_path(problem_id), 303)


@problems.post("/known-problems/<int:problem_id>/follow/removal")
def unfollow(problem_id: int) -> Response:
    with writing():
        actions.unfollow(queries.public_problem(problem_id), by=current_member())
    flash(_("You hear no more about it."), "good")
    return redirect(queries.public_path(problem_id), 303)
