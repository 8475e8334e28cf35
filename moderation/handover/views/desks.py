"""Outside desks for managers, and for everybody at the desk what needs them."""

from typing import Any

from flask import current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.web import page
from moderation.handover import actions, policy, queries
from moderation.handover.forms import DeskSecretForm, OutsideDeskForm
from moderation.handover.models import OutsideDesk
from moderation.handover.states import CALLED, DRIFTS, FAULTS, KINDS, WEBHOOK, ZAMMAD
from moderation.handover.views.room import BOTH, SAVED, changed, handover, told
from moderation.settings.changes import undone

CALLS_US = (ZAMMAD, WEBHOOK)


@handover.get("/desk/outside")
def index() -> Response:
    """How the line to each desk is, and every hand-over that needs somebody."""
    member = current_member()
    return page(
        "handover/index.html",
        rows=queries.desks_now(),
        troubled=queries.needing_person(by=member),
        may_keep=policy.may_keep_desks(member),
        needs_person=policy.needs_person,
        **_words(),
    )


@handover.route("/desk/outside/new", methods=BOTH)
def add_desk() -> Response:
    """Add a desk: first shown as it will be, then saved."""
    form = OutsideDeskForm.sent()
    if not _is_sent():
        return _page(OutsideDeskForm(data={"version": 0, "kind": ZAMMAD}))
    if not form.is_fine:
        return _page(form, status=422)
    if not is_seen(form):
        return _page(form, preview=True)
    try:
        with writing():
            desk_id = actions.add_desk(form.facts, by=current_member()).id
    except Invalid as taken:
        return _page(_told(form, taken), status=422)
    flash("The desk is there. Give it its password next.", "good")
    return redirect(url_for("handover.edit_desk", desk_id=desk_id), 303)


@handover.route("/desk/outside/<int:desk_id>/edit", methods=BOTH)
def edit_desk(desk_id: int) -> Response:
    """Change a desk: first shown what differs, then saved."""
    desk = queries.desk_numbered(desk_id)
    if not _is_sent():
        return _page(OutsideDeskForm.of(desk), desk)
    form = OutsideDeskForm.sent()
    if not form.is_fine:
        return _page(form, desk, status=422)
    if not is_seen(form):
        return _page(form, desk, preview=True)
    try:
        with writing():
            version = form.version.data or 0
            actions.change_desk(desk_id, form.facts, by=current_member(), version=version)
    except Invalid as taken:
        return _page(_told(form, taken), queries.desk_numbered(desk_id), status=422)
    flash(SAVED, "good")
    return redirect(url_for("handover.edit_desk", desk_id=desk_id), 303)


@handover.post("/desk/outside/<int:desk_id>/password")
def set_secret(desk_id: int) -> Response:
    """What is sent here is shown to nobody again."""
    form = DeskSecretForm.sent().or_refuse()
    with writing():
        desk = queries.desk_numbered(desk_id, lock=True)
        out, in_ = form.out.data or "", form.theirs.data or ""
        actions.set_secret(desk, out=out, in_=in_, by=current_member())
    flash("The password is kept. It is shown to nobody.", "good")
    return redirect(url_for("handover.edit_desk", desk_id=desk_id), 303)


@handover.post("/desk/outside/changes/<int:desk_change_id>/removal")
def undo(desk_change_id: int) -> Response:
    """Put back what was before this change."""
    with writing():
        change = queries.change_numbered(desk_change_id)
        desk_id = actions.undo(change, by=current_member()).id
    flash("It is as it was before.", "good")
    return redirect(url_for("handover.edit_desk", desk_id=desk_id), 303)


def _is_sent() -> bool:
    return request.method == "POST"


def _told(form: OutsideDeskForm, taken: Invalid) -> OutsideDeskForm:
    for name, sentence in taken.faults.items():
        form[name].errors = [sentence]
    return form


def _words() -> dict[str, Any]:
    return {"kinds": KINDS, "faults": FAULTS, "drifts": DRIFTS}


def _page(
    form: OutsideDeskForm,
    desk: OutsideDesk | None = None,
    *,
    preview: bool = False,
    status: int = 200,
) -> Response:
    before = queries.facts_of(desk) if desk else {}
    lines = changed(before, form.facts) if preview else None
    form.seen.data = fingerprint(form) if preview else ""
    changes = queries.history_of(desk.id) if desk else []
    action = url_for("handover.edit_desk", desk_id=desk.id) if desk else ""
    return page(
        "handover/desk.html",
        status,
        form=form,
        desk=desk,
        lines=lines,
        action=action or url_for("handover.add_desk"),
        called=desk is not None and desk.kind in CALLED,
        calls_us=_door(desk) if desk and desk.kind in CALLS_US else None,
        has_secret=bool(desk and queries.secret_out(desk.id)),
        changes=told(changes),
        undone=undone(changes),
        **_words(),
    )


def _door(desk: OutsideDesk) -> str:
    """The address they call."""
    return f"{current_app.config['BASE_URL']}{url_for('handover.receive', desk_id=desk.id)}"
