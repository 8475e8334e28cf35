"""Managers write what the desk keeps ready: a change is shown, then saved, and can be undone."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.languages import say
from forum.kernel.web import page
from moderation.macros import actions, queries
from moderation.macros.forms import FORMS, ReadyForm
from moderation.macros.queries import Ready
from moderation.macros.views.room import macros, names_in
from moderation.macros.wording import KINDS, PLACES, TO_ADD, lines_of
from moderation.settings.changes import differences, undone

BOTH = ["GET", "POST"]


@macros.get("/desk/ready")
def index() -> Response:
    """All of them."""
    lists = [(kind, KINDS[kind], _listed(kind), TO_ADD[kind]) for kind in KINDS]
    return page("macros/index.html", lists=lists)


@macros.route("/desk/ready/<any(answer,macro,body,word):kind>/new", methods=BOTH)
def add(kind: str) -> Response:
    """First shown as it will be, then saved."""
    if request.method == "GET":
        return _page(kind, FORMS[kind](data={"version": 0}))
    form = FORMS[kind].sent()
    if not form.is_fine:
        return _page(kind, form, status=422)
    if not is_seen(form):
        return _page(kind, form, preview=True)

    with writing():
        row_id = actions.add(kind, form.facts, by=current_member()).id
    flash("It is saved.", "good")
    return redirect(url_for("macros.edit", kind=kind, ready_id=row_id), 303)


@macros.route("/desk/ready/<any(answer,macro,body,word):kind>/<int:ready_id>/edit", methods=BOTH)
def edit(kind: str, ready_id: int) -> Response:
    """First shown what differs, then saved."""
    row = queries.row_numbered(kind, ready_id)
    if request.method == "GET":
        return _page(kind, FORMS[kind](data=_typed(kind, row)), row)
    form = FORMS[kind].sent()
    if not form.is_fine:
        return _page(kind, form, row, status=422)
    if not is_seen(form):
        return _page(kind, form, row, preview=True)

    with writing():
        version = form.version.data
        actions.change(kind, ready_id, form.facts, by=current_member(), version=version)
    flash("It is saved. You can undo it below.", "good")
    return redirect(url_for("macros.edit", kind=kind, ready_id=ready_id), 303)


@macros.post("/desk/ready/changes/<int:ready_change_id>/removal")
def undo(ready_change_id: int) -> Response:
    """Put back what was before this change."""
    with writing():
        made = queries.change_numbered(ready_change_id)
        actions.undo(made, by=current_member())
        here = url_for("macros.edit", kind=made.kind, ready_id=made.row_id)
    flash("It is as it was before.", "good")
    return redirect(here, 303)


def _listed(kind: str) -> list[tuple[Ready, str]]:
    return [(row, _called(kind, row)) for row in queries.all_rows(kind)]


def _called(kind: str, row: Ready) -> str:
    return str(getattr(row, queries.CALLED[kind]))


def _typed(kind: str, row: Ready) -> dict[str, Any]:
    """A row as it stands in its form."""
    facts = queries.facts_of(kind, row) | {"version": row.version}
    ids = {"service": facts.get("service_id"), "answer": facts.get("answer_id")}
    ids["whom"] = facts.get("body_id")
    states = (facts.get("states") or "").split()
    return facts | {name: str(id_ or "") for name, id_ in ids.items()} | {"states": states}


def _sides(kind: str, form: ReadyForm, row: Ready | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """What stands there and what would, only where they differ."""
    return differences(queries.facts_of(kind, row), form.facts) if row else ({}, form.facts)


def _page(
    kind: str,
    form: ReadyForm,
    row: Ready | None = None,
    *,
    preview: bool = False,
    status: int = 200,
) -> Response:
    sides = _sides(kind, form, row) if preview else ({}, {})
    form.seen.data = fingerprint(form) if preview else ""
    changes = queries.history_of(kind, row.id) if row else []
    named = names_in(*sides, *(c.after | c.before for c in changes))
    here = url_for("macros.edit", kind=kind, ready_id=row.id) if row else None
    return page(
        "macros/edit.html",
        status,
        form=form,
        kind=kind,
        title=KINDS[kind],
        called=_called(kind, row) if row else say(TO_ADD[kind]),
        row=row,
        places=PLACES,
        lines=lines_of(*sides, named=named) if preview else None,
        action=here or url_for("macros.add", kind=kind),
        changes=[(one, lines_of(one.before, one.after, named=named)) for one in changes],
        undone=undone(changes),
    )
