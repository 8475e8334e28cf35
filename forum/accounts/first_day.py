"""The page behind the link that `folkmoot init` prints for an empty place."""

from flask import current_app, request
from werkzeug.wrappers import Response

from forum.accounts import doorway, founding, halfway, passwords, sign_ins
from forum.accounts.browsers import browser_name
from forum.accounts.forms import FounderForm
from forum.accounts.onward import HOME
from forum.accounts.views import BOTH, accounts
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.web import page

__all__ = ["accounts", "first_day"]

START = "/desk/start"


@accounts.route("/first-day/<code>", methods=BOTH)
def first_day(code: str) -> Response:
    """Make the first administrator, once; looking changes nothing."""
    try:
        doorway.check(code)
        form = FounderForm.sent()
        if request.method == "GET":
            return page("accounts/first_day.html", form=form, code=code)
        if not form.is_fine:
            return page("accounts/first_day.html", 422, form=form, code=code)
        return _come_in(form, code)
    except Missing as dead:
        return page("accounts/no_first_day.html", dead.status, sentence=dead)


def _come_in(form: FounderForm, code: str) -> Response:
    email, password_hash = form.email.data, passwords.hashed(form.password.data)
    with writing():
        member = founding.make_first_administrator(
            code, name=form.name.data, email=email, password_hash=password_hash
        )
        secret = sign_ins.first_step_done(member, browser=browser_name())
    there = "start.show" in current_app.view_functions
    return halfway.go_in(member, secret, onward_to=START if there else HOME)
