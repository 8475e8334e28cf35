"""Reporting a post, and the page that tells where a report or a decision stands."""

import secrets

from flask import redirect, request
from werkzeug.wrappers import Response

from forum.accounts.current import network_address, reader
from forum.kernel import limits
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.web import page
from moderation.reports import actions, queries
from moderation.reports.forms import ReportForm
from moderation.reports.limits import REPORTS_FROM_PLACE
from moderation.reports.references import key_to
from moderation.reports.reporters import reporter, spend
from moderation.reports.telling import told
from moderation.reports.views.blueprint import key_sent, opened_here, page_of, reports, unkept

NOTHING = "Choose a post first: each has a “Report” link below it."


@reports.get("/reports/new")
def new() -> Response:
    """Without a post in the address it says how to choose one."""
    if not request.args.get("subject"):
        return page("reports/how.html")
    form = ReportForm(None, subject=request.args.get("subject", ""), nonce=secrets.token_hex(16))
    return _form(form)


@reports.post("/reports")
def send() -> Response:
    form = ReportForm.sent()
    if not form.is_fine:
        return _form(form, 422)

    limits.check(REPORTS_FROM_PLACE, network_address())
    with writing():
        by = reporter(reader(), email=form.email.data, name=form.name.data, nonce=form.nonce.data)
        spend(by)
        post = queries.post_of(_subject(form.subject.data), to=by.member)
        said = {"reason": form.reason.data, "body": form.body.data}
        made, _ = actions.report(post, by=by, **said)
        reference, key = made.reference, None if by.member else key_to(made.id)
    return redirect(page_of(reference, key=key), 303)


@reports.get("/reports/<reference>")
def show(reference: str) -> Response:
    """The receipt, then the outcome; for a decision, its statement to the person concerned."""
    shown = told(opened_here(reference), to=reader())
    return unkept(page("reports/show.html", told=shown, key=key_sent()))


def _form(form: ReportForm, status: int = 200) -> Response:
    post = queries.post_of(_subject(form.subject.data), to=reader())
    return page("reports/new.html", status, form=form, about=queries.about(post))


def _subject(text: str | None) -> int:
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 20:
        raise Missing(NOTHING)
    return int(text)
