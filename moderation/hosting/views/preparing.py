"""All rounds for staff, preparing one, and announcing, calling off and publishing it."""

from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.web import page
from forum.kernel.written import write_up
from forum.rounds import actions, queries
from forum.rounds.actions import Plan
from forum.rounds.models import QuestionRound
from forum.rounds.states import State
from moderation.announcements.forms import typed
from moderation.hosting.forms import HostsForm, RoundForm, RoundStateForm
from moderation.hosting.views.room import BOTH, doing, hosting, round_page
from moderation.hosting.wording import PHASES


@hosting.get("/desk/rounds")
def index() -> Response:
    """Every round, the one that opens last first."""
    found = queries.rounds_for(current_member(), cursor=request.args.get("cursor"))
    older = url_for("hosting.index", cursor=found.next) if found.next else None
    return page("hosting/index.html", found=found.items, older=older, phases=PHASES)


@hosting.route("/desk/rounds/new", methods=BOTH)
def prepare() -> Response:
    """Prepare a draft; people read it only after it is announced."""
    if request.method == "GET":
        return _form_page(RoundForm(version=0))
    form = RoundForm.sent()
    try:
        plan = _plan(form)
        with writing():
            round_id = actions.prepare_round(plan, by=current_member()).id
    except Invalid as error:
        return _form_page(form.marked(error, at="body"), status=422)
    return redirect(url_for("hosting.show", round_id=round_id), 303)


@hosting.get("/desk/rounds/<int:round_id>")
def show(round_id: int) -> Response:
    """What was asked and answered, and what can be done."""
    return round_page(round_id)


@hosting.route("/desk/rounds/<int:round_id>/edit", methods=BOTH)
def edit(round_id: int) -> Response:
    """Change a draft."""
    here = queries.visible_round(round_id, to=current_member())
    if request.method == "GET":
        return _form_page(_form_of(here), here)
    form = RoundForm.sent()
    try:
        plan, revision = _plan(form), form.version.data
        with writing():
            by = current_member()
            locked = queries.visible_round(round_id, to=by, lock=True)
            actions.change_round(locked, plan, by=by, revision=revision)
    except Invalid as error:
        return _form_page(form.marked(error, at="body"), here, status=422)
    return redirect(url_for("hosting.show", round_id=round_id), 303)


@hosting.post("/desk/rounds/<int:round_id>/state")
def move(round_id: int) -> Response:
    """Announced, or called off with a reason."""
    form = RoundStateForm.sent().or_refuse()
    state, reason = State(form.state.data), form.reason.data
    said = {State.ANNOUNCED: _("It is announced."), State.CALLED_OFF: _("It is called off.")}
    told: dict[str, Any] = {"said": said[state], "state_form": form}
    return doing(
        round_id, lambda one, by: actions.move_round(one, state, reason=reason, by=by), form, **told
    )


@hosting.post("/desk/rounds/<int:round_id>/hosts")
def choose_hosts(round_id: int) -> Response:
    """Other people answer from now on."""
    form = HostsForm.sent()
    if not form.is_fine:
        return round_page(round_id, 422, hosts_form=form)
    return doing(
        round_id,
        lambda one, by: actions.choose_hosts(one, form.chosen, by=by),
        form,
        said=_("It is kept."),
        hosts_form=form,
    )


@hosting.post("/desk/rounds/<int:round_id>/publication")
def publish(round_id: int) -> Response:
    """Everybody reads it, without the names of those who asked."""
    said = _("Everybody can read it now.")
    return doing(round_id, lambda one, by: actions.publish_round(one, by=by), said=said)


def _plan(form: RoundForm) -> Plan:
    """Raises Invalid with the faults of the form where it is not fine."""
    form.or_refuse()
    return Plan(
        title=form.title.data,
        body=write_up(form.body.data),
        opens_at=form.opens_at,
        closes_at=form.closes_at,
        host_ids=form.chosen,
    )


def _form_page(form: RoundForm, here: QuestionRound | None = None, status: int = 200) -> Response:
    return page("hosting/form.html", status, form=form, round=here)


def _form_of(here: QuestionRound) -> RoundForm:
    return RoundForm(
        title=here.title,
        body=here.body,
        opens=typed(here.opens_at),
        closes=typed(here.closes_at),
        hosts=[str(id_) for id_ in queries.host_ids_of(here.id)],
        version=here.revision,
    )
