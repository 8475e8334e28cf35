"""The desk's list of problems, one problem, writing it down, changing it, moving it."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.alerts.queries import visible_alert
from forum.kernel.db import writing
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.languages import say
from forum.kernel.web import page
from forum.threads.forms import personal_details
from moderation.announcements.queries import change_numbered
from moderation.helpdesk.queries import visible_ticket
from moderation.problems import actions, queries
from moderation.problems.actions import Facts
from moderation.problems.forms import ProblemAlertForm, ProblemForm, ProblemMoveForm
from moderation.problems.models import Problem
from moderation.problems.states import LABELS, State
from moderation.problems.views.room import here, offer_alerts, problem_page, problems

BOTH = ["GET", "POST"]
MOST_TYPED = 40
MAILED = "Those who follow it may have read that it is solved: write them an update."


@problems.get("/desk/problems")
def index() -> Response:
    """All of them; with `ticket` in the address, to link that ticket with one."""
    show = request.args.get("show", "all")
    found = queries.problems(show, cursor=request.args.get("cursor"))
    ways = [("all", "All"), *LABELS.items()]
    ticket = _ticket_named(current_member())
    carried = {"ticket": ticket.reference} if ticket else {}
    later: dict[str, Any] = {"show": show, "cursor": found.next, **carried}
    return page(
        "problems/index.html",
        found=found.items,
        labels=LABELS,
        ticket=ticket,
        ways=[(say(w), url_for("problems.index", show=s, **carried), s == show) for s, w in ways],
        older=url_for("problems.index", **later) if found.next else None,
    )


@problems.route("/desk/problems/new", methods=BOTH)
def add() -> Response:
    """`ticket` in the address is the one it begins with."""
    member = current_member()
    ticket = _ticket_named(member)
    if request.method == "GET":
        began = {"title": ticket.title, "service": str(ticket.service_id)} if ticket else {}
        return _form_page(ProblemForm(data={"version": 0, **began}))
    form = _sent()
    if not _is_ready(form):
        return _form_page(form, status=200 if form.is_fine else 422)

    with writing():
        problem = actions.open_problem(_facts(form), by=current_member())
        if ticket is not None:
            actions.link(problem, ticket.id, by=current_member())
        kept = problem.id
    flash(_("It is saved."), "good")
    return redirect(here(kept), 303)


@problems.get("/desk/problems/<int:problem_id>")
def show(problem_id: int) -> Response:
    return problem_page(queries.problem_numbered(problem_id), current_member())


@problems.route("/desk/problems/<int:problem_id>/edit", methods=BOTH)
def edit(problem_id: int) -> Response:
    """What everybody will read is shown before it is saved."""
    problem = queries.problem_numbered(problem_id)
    if request.method == "GET":
        return _form_page(ProblemForm(data=_typed(problem)), problem)
    form = _sent()
    if not _is_ready(form):
        return _form_page(form, problem, status=200 if form.is_fine else 422)

    with writing():
        problem = queries.problem_numbered(problem_id, lock=True)
        actions.change(problem, _facts(form), by=current_member(), version=form.version.data)
    flash(_("It is saved."), "good")
    return redirect(here(problem_id), 303)


@problems.post("/desk/problems/<int:problem_id>/state")
def move(problem_id: int) -> Response:
    """A solved problem goes on to the one answer for everybody."""
    form = ProblemMoveForm.sent().or_refuse()
    with writing():
        problem = queries.problem_numbered(problem_id, lock=True)
        state, version = form.state.data, form.version.data
        actions.move(problem, state, by=current_member(), version=version)
        is_waited_for = bool(queries.whom_it_reaches(problem, publicly=True).pairs)
    if form.state.data == State.SOLVED and is_waited_for:
        flash(_("It is solved. Tell everybody who waits: one answer goes to all of them."), "good")
        return redirect(url_for("problems.tell", problem_id=problem_id, answer="y"), 303)
    return redirect(here(problem_id), 303)


@problems.post("/desk/problems/moves/<int:problem_move_id>/removal")
def undo(problem_move_id: int) -> Response:
    """Where it was before this move; what people were mailed stays said."""
    with writing():
        made = queries.move_numbered(problem_move_id)
        problem_id, was_solved = made.problem_id, made.state == State.SOLVED
        problem = queries.problem_numbered(problem_id, lock=True)
        actions.undo_move(problem, made, by=current_member())
        is_news = problem.is_public and was_solved
    flash(_("It is as it was before. ") + (_(MAILED) if is_news else ""), "good")
    return redirect(here(problem_id), 303)


@problems.post("/desk/problems/changes/<int:problem_change_id>/removal")
def undo_change(problem_change_id: int) -> Response:
    """Its words as they were before this change; nobody is mailed about it."""
    with writing():
        by, made = current_member(), change_numbered(problem_change_id)
        problem_id = made.subject_id
        actions.undo_change(queries.problem_numbered(problem_id, lock=True), made, by=by)
    flash(_("It is as it was before."), "good")
    return redirect(here(problem_id), 303)


@problems.post("/desk/problems/<int:problem_id>/alert")
def set_alert(problem_id: int) -> Response:
    """Which public alert is about it."""
    form = ProblemAlertForm.sent()
    offer_alerts(form, queries.problem_numbered(problem_id))
    chosen = form.or_refuse().alert.data
    with writing():
        member = current_member()
        alert = visible_alert(int(chosen), to=member) if chosen else None
        actions.set_alert(queries.problem_numbered(problem_id, lock=True), alert, by=member)
    flash(_("It is saved."), "good")
    return redirect(here(problem_id), 303)


def _ticket_named(member: Member) -> Any:
    named = request.args.get("ticket", "")[:MOST_TYPED]
    return visible_ticket(named, to=member) if named else None


def _sent() -> ProblemForm:
    form = ProblemForm.sent()
    form.offer(queries.people_at_desk())
    return form


def _is_ready(form: ProblemForm) -> bool:
    """What everybody may read is read once more before."""
    return form.is_fine and (not form.is_public.data or is_seen(form))


def _facts(form: ProblemForm) -> Facts:
    texts = (form.title.data, form.body.data, form.workaround.data, form.cause.data)
    owner = int(form.owner.data) if form.owner.data else None
    return Facts(*texts, int(form.service.data), owner, bool(form.is_public.data))


def _typed(problem: Problem) -> dict[str, Any]:
    facts = {name: getattr(problem, name) for name in ("title", "body", "workaround", "cause")}
    ids = {"service": str(problem.service_id), "owner": str(problem.owner_id or "")}
    return facts | ids | {"is_public": problem.is_public, "version": problem.version}


def _form_page(form: ProblemForm, problem: Problem | None = None, *, status: int = 200) -> Response:
    form.offer(queries.people_at_desk())
    preview = request.method == "POST" and status == 200
    form.seen.data = fingerprint(form) if preview else ""
    public = " ".join((form.data[name] or "") for name in ("title", "body", "workaround"))
    return page(
        "problems/edit.html",
        status,
        form=form,
        problem=problem,
        ticket=request.args.get("ticket", "")[:MOST_TYPED] or None,
        preview=preview,
        found=personal_details(public) if preview else [],
    )
