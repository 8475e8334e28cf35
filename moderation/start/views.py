"""The list of the first day, its buttons, and opening the site."""

from collections.abc import Callable
from typing import Any

from flask import current_app, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.policy import admits
from forum.kernel.db import writing
from forum.kernel.web import page, room
from moderation.settings.queries import setting
from moderation.settings.wording import NOTHING_TO_BRING
from moderation.start import actions
from moderation.start.queries import checklist, left
from moderation.start.wording import LINES, Errand

start = room("start", __file__)


@start.get("/desk/start")
def show() -> Response:
    """What is done, what is left, and where each is done."""
    lines = checklist()
    return page(
        "start/show.html",
        rows=[(name, LINES[name], lines[name], _address(LINES[name])) for name in LINES],
        left=left(lines),
        done=len(lines) - len(left(lines)),
        has_nothing=bool(setting(NOTHING_TO_BRING)[0].get("chosen")),
    )


@start.post("/desk/start/test-mail")
def send_test_mail() -> Response:
    return _do(actions.ask_for_test_mail, "mail", _("A test mail to you is on its way."))


@start.post("/desk/start/promises")
def promise() -> Response:
    return _do(actions.promise_the_usual, "promises", _("Each service has its promise now."))


@start.post("/desk/start/nothing-to-bring")
def bring_nothing() -> Response:
    said = _("It is written down that there is nothing to bring.")
    return _do(lambda *, by: actions.say_nothing_to_bring(is_so=True, by=by), "import", said)


@start.post("/desk/start/nothing-to-bring/removal")
def bring_something() -> Response:
    said = _("It is written down that there may be something to bring.")
    return _do(lambda *, by: actions.say_nothing_to_bring(is_so=False, by=by), "import", said)


@start.post("/desk/start/backup")
def prove_backup() -> Response:
    return _do(actions.ask_for_backup, "backup", _("The backup is being made and read back."))


@start.post("/desk/start/opening")
def open_town() -> Response:
    return _do(actions.open_town, "", _("The site is open. Everybody can sign up and ask."))


@start.post("/desk/start/opening/removal")
def close_town() -> Response:
    return _do(
        actions.close_town, "", _("The site is a pilot again. Only invited people can join.")
    )


def _do(deed: Callable[..., Any], line: str, said: str) -> Response:
    with writing():
        deed(by=current_member())
    flash(said, "good")
    return redirect(url_for("start.show", _anchor=line or None), 303)


def _address(line: Errand) -> str:
    """Empty for what has a button here, or a page that is not installed or is for others."""
    if line.endpoint not in current_app.view_functions or not _may_open(line.endpoint):
        return ""
    return url_for(line.endpoint, **line.parts, next=url_for("start.show"))


def _may_open(endpoint: str) -> bool:
    return admits(current_app.extensions["house"].access[endpoint], current_member())
