"""Every note behind the scenes for staff: writing one, showing it, and how a plan ended."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.inside import actions, queries
from forum.inside.actions import Draft
from forum.inside.kinds import MOVES, About, Kind, Outcome, State
from forum.inside.models import InsideNote
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.text import as_typed, shown
from forum.kernel.web import page, room
from forum.kernel.written import write_up
from forum.services.queries import service_called
from moderation.announcements.forms import typed
from moderation.backstage.forms import InsideNoteForm, InsideStateForm, PlanOutcomeForm
from moderation.backstage.wording import KINDS, OUTCOMES, STATES

backstage = room("backstage", __file__)

BOTH = ["GET", "POST"]
Deed = Callable[[InsideNote, Member], None]


@backstage.get("/desk/inside")
def index() -> Response:
    """Every note, drafts first."""
    found = queries.for_staff(cursor=request.args.get("cursor"))
    older = url_for("backstage.index", cursor=found.next) if found.next else None
    told: dict[str, Any] = {"found": found.items, "older": older}
    return page("backstage/index.html", kinds=KINDS, states=STATES, **told)


@backstage.route("/desk/inside/new", methods=BOTH)
def write() -> Response:
    """Write a draft; people read it only after it is published."""
    if request.method == "GET":
        return _form_page(InsideNoteForm(version=0))
    form = InsideNoteForm.sent(about="")
    try:
        draft = _draft(form)
        with writing():
            inside_id = actions.write_note(draft, by=current_member()).id
    except Invalid as error:
        return _form_page(form.marked(error, at="body"), status=422)
    return redirect(url_for("backstage.show", inside_id=inside_id), 303)


@backstage.get("/desk/inside/<int:inside_id>")
def show(inside_id: int) -> Response:
    """What it says, who reads it, and what can be done with it."""
    return _show(inside_id, PlanOutcomeForm())


@backstage.route("/desk/inside/<int:inside_id>/edit", methods=BOTH)
def edit(inside_id: int) -> Response:
    """Change the words of a draft."""
    note = queries.visible_note(inside_id, to=current_member())
    if request.method == "GET":
        return _form_page(_form_of(note), note)
    form = InsideNoteForm.sent(about="")
    try:
        draft, revision = _draft(form), form.version.data
        return _do(
            inside_id, lambda one, by: actions.change_note(one, draft, by=by, revision=revision)
        )
    except Invalid as error:
        return _form_page(form.marked(error, at="body"), note, status=422)


@backstage.post("/desk/inside/<int:inside_id>/state")
def move(inside_id: int) -> Response:
    """Published, put away, or shown again."""
    state = State(InsideStateForm.sent().or_refuse().state.data)
    said = {State.PUBLISHED: _("It is published."), State.ARCHIVED: _("It is put away.")}
    words = said.get(state, "")
    return _do(inside_id, lambda one, by: actions.move_note(one, state, by=by), said=words)


@backstage.post("/desk/inside/<int:inside_id>/outcome")
def settle(inside_id: int) -> Response:
    """Say to everybody what became of a plan."""
    form = PlanOutcomeForm.sent()
    if not form.is_fine:
        return _show(inside_id, form, status=422)
    outcome, words = Outcome(form.outcome.data), form.words.data
    try:
        return _do(
            inside_id,
            lambda one, by: actions.settle_plan(one, outcome, words, by=by),
            said=_("Everybody can read it now."),
        )
    except Invalid as error:
        form.words.errors = [str(error)]
        return _show(inside_id, form, status=422)


def _do(inside_id: int, deed: Deed, *, said: str = "") -> Response:
    """One deed on the locked note, then back to it."""
    with writing():
        by = current_member()
        deed(queries.visible_note(inside_id, to=by, lock=True), by)
    if said:
        flash(said, "good")
    return redirect(url_for("backstage.show", inside_id=inside_id), 303)


def _draft(form: InsideNoteForm) -> Draft:
    """Raises Invalid, with the faults of the form where it is not fine."""
    form.or_refuse()
    return Draft(
        kind=Kind(form.kind.data),
        service_id=service_called(form.service.data).id,
        title=form.title.data,
        body=write_up(form.body.data),
        about=About(form.about.data) if form.about.data else None,
        public_at=form.told_at,
        planned_for=form.day,
    )


def _form_page(form: InsideNoteForm, note: InsideNote | None = None, status: int = 200) -> Response:
    return page("backstage/form.html", status, form=form, note=note)


def _show(inside_id: int, form: PlanOutcomeForm, status: int = 200) -> Response:
    note = queries.visible_note(inside_id, to=current_member())
    return page(
        "backstage/show.html",
        status,
        note=note,
        html=shown(note.html),
        became=shown(as_typed(note.outcome_words or "")),
        form=form,
        is_public=note.is_public_at(now()),
        may_become=sorted(MOVES[State(note.state)]),
        kinds=KINDS,
        states=STATES,
        outcomes=OUTCOMES,
    )


def _form_of(note: InsideNote) -> InsideNoteForm:
    return InsideNoteForm(
        kind=note.kind,
        service=note.service.slug,
        title=note.title,
        body=note.body,
        about=note.about or "",
        public_at=typed(note.public_at),
        planned_for=note.planned_for.isoformat() if note.planned_for else "",
        version=note.revision,
    )
