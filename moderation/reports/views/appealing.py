"""Appealing against a decision, for those it concerns."""

from flask import redirect
from werkzeug.wrappers import Response

from forum.accounts.current import network_address, reader
from forum.kernel import limits
from forum.kernel.db import writing
from forum.kernel.errors import Refused
from forum.kernel.web import page
from moderation.reports import actions
from moderation.reports.forms import AppealForm
from moderation.reports.limits import APPEALS_FROM_PLACE
from moderation.reports.telling import told
from moderation.reports.views.blueprint import key_sent, opened_here, page_of, reports, unkept

NOT_YET = "Nothing has been decided yet. When it is, you can appeal here."


@reports.get("/reports/<reference>/appeal")
def appeal(reference: str) -> Response:
    return _form(reference, AppealForm())


@reports.post("/reports/<reference>/appeal")
def send_appeal(reference: str) -> Response:
    """Also for people whose account is paused."""
    form = AppealForm.sent()
    if not form.is_fine:
        return _form(reference, form, 422)

    limits.check(APPEALS_FROM_PLACE, network_address())
    with writing():
        limits.spend(APPEALS_FROM_PLACE, network_address())
        opened = opened_here(reference)
        if opened.decision is None:
            raise Refused(NOT_YET)
        by, report = reader(), opened.report
        if report is not None and report.reporter_id is None:
            by = None
        actions.appeal(opened.decision, by=by, body=form.body.data, report=report)
        kept = opened.reference
    return redirect(page_of(kept), 303)


def _form(reference: str, form: AppealForm, status: int = 200) -> Response:
    shown = told(opened_here(reference), to=reader())
    return unkept(page("reports/appeal.html", status, form=form, told=shown, key=key_sent()))
