"""The page of imports: a file is sent there, and each line says how far it has come."""

from contextlib import closing
from typing import Any

from flask import current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.imports.kinds import KINDS
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.languages import say
from forum.kernel.web import page, room
from moderation.archives import actions, parcels, queries
from moderation.archives.forms import ImportForm
from moderation.archives.models import ImportRun
from moderation.archives.parcels import Parcel
from moderation.archives.tasks import largest
from moderation.archives.wording import STATES, counted

archives = room("archives", __file__)

NO_FILE = "Choose the file with what you want to bring in."


@archives.get("/desk/imports")
def index() -> Response:
    """What was sent, and a form for more."""
    return _page(ImportForm())


@archives.post("/desk/imports")
def add() -> Response:
    """Keep the file and have the worker read it."""
    form = ImportForm.sent()
    if not form.is_fine:
        return _page(form, status=422)
    try:
        parcel = _kept(form.kind.data)
    except Invalid as why:
        return _page(form, say(str(why)), status=422)
    is_asked = False
    try:
        with writing():
            run_id = actions.ask_for_import(form.kind.data, parcel, by=current_member()).id
        is_asked = True
    finally:
        if not is_asked:
            parcels.throw_away(parcel.folder)
    flash("The file is here. It is being brought in.", "good")
    return redirect(url_for("archives.index", _anchor=f"import-{run_id}"), 303)


def _kept(kind: str) -> Parcel:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid(NO_FILE)
    home, is_zip = current_app.config["FOLKMOOT"].HOME, KINDS[kind].is_folder
    with closing(sent) as file:
        return parcels.keep(file.stream, sent.filename, home=home, most=largest(), is_zip=is_zip)


def _page(form: ImportForm, fault: str = "", *, status: int = 200) -> Response:
    stuck = queries.given_up(actions.TASK)
    return page(
        "archives/index.html",
        status,
        form=form,
        fault=fault,
        most=largest() // parcels.MB,
        rows=[_row(run, run.id in stuck) for run in queries.newest_runs()],
    )


def _row(run: ImportRun, is_stuck: bool) -> dict[str, Any]:
    refused = run.tally.get("refused", [])
    return {
        "run": run,
        "kind": KINDS[run.kind].label if run.kind in KINDS else run.kind,
        "state": STATES[run.state],
        "is_open": run.ended_at is None,
        "is_stuck": is_stuck and run.ended_at is None,
        "counts": counted(run.tally),
        "refused": [[one["where"], one["why"]] for one in refused],
        "more": run.tally.get("refusals", 0) - len(refused),
        "left_out": run.tally.get("left_out", []),
    }
