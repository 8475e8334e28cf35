"""The reasons people are given, as they read them; adding one, wording one, retiring one."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.design.words import date_words
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.web import page
from moderation.choices import actions, queries
from moderation.choices.forms import IdeaReasonForm, ReportReasonForm, TicketKindRowForm
from moderation.choices.views.room import BOTH, SAVED, changed, choices, told
from moderation.choices.wording import IDEA_REASON, KINDS, REPORT_REASON, TICKET_KIND
from moderation.helpdesk.criteria import BEGUN_ON
from moderation.settings.changes import undone

FORMS: dict[str, type[IdeaReasonForm]] = {
    REPORT_REASON: ReportReasonForm,
    IDEA_REASON: IdeaReasonForm,
    TICKET_KIND: TicketKindRowForm,
}


@choices.get("/desk/reasons")
def reasons() -> Response:
    """All lists as citizens read them."""
    lists = [(kind, KINDS[kind], queries.reasons_of(kind)) for kind in FORMS]
    return page("choices/reasons.html", lists=lists)


@choices.route("/desk/reasons/<kind>/new", methods=BOTH)
def add_reason(kind: str) -> Response:
    """Add a reason: first shown as people will read it, then saved."""
    queries.row_of(kind)
    if request.method == "GET":
        return _page(kind, FORMS[kind](data={"version": 0}))
    form = FORMS[kind].sent()
    if not form.is_fine:
        return _page(kind, form, status=422)
    if not is_seen(form):
        return _page(kind, form, preview=True)

    try:
        with writing():
            code = actions.add_reason(kind, form.facts, by=current_member())
    except Invalid as taken:
        return _again(kind, form, taken)
    flash("The reason is there.", "good")
    return redirect(url_for("choices.edit_reason", kind=kind, code=code), 303)


@choices.route("/desk/reasons/<kind>/<code>/edit", methods=BOTH)
def edit_reason(kind: str, code: str) -> Response:
    """Word a reason anew, or retire it: first shown what differs, then saved."""
    reason = queries.reason_coded(kind, code)
    if request.method == "GET":
        return _page(kind, FORMS[kind](data=reason), reason)
    form = FORMS[kind].sent()
    if not form.is_fine:
        return _page(kind, form, reason, status=422)
    if not is_seen(form):
        return _page(kind, form, reason, preview=True)

    try:
        with writing():
            facts, version = form.facts, form.version.data
            actions.change_reason(kind, code, facts, by=current_member(), version=version)
    except Invalid as refused:
        return _again(kind, form, refused, reason)
    flash(SAVED, "good")
    return redirect(url_for("choices.edit_reason", kind=kind, code=code), 303)


def _again(
    kind: str, form: IdeaReasonForm, refused: Invalid, reason: dict[str, Any] | None = None
) -> Response:
    for name, sentence in refused.faults.items():
        form[name].errors = [sentence]
    return _page(kind, form, reason, status=422)


def _page(
    kind: str,
    form: IdeaReasonForm,
    reason: dict[str, Any] | None = None,
    *,
    preview: bool = False,
    status: int = 200,
) -> Response:
    before = queries.facts_of_reason(kind, reason) if reason else {}
    lines = changed(before, form.facts) if preview else None
    form.seen.data = fingerprint(form) if preview else ""
    changes = queries.history_of(kind, reason["code"]) if reason else []
    here = url_for("choices.edit_reason", kind=kind, code=reason["code"]) if reason else None
    return page(
        "choices/reason.html",
        status,
        form=form,
        title=KINDS[kind],
        reason=reason,
        lines=lines,
        begun_on=date_words(BEGUN_ON),
        action=here or url_for("choices.add_reason", kind=kind),
        changes=told(changes),
        undone=undone(changes),
    )
