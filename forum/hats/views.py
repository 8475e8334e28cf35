"""What a hat means, for everybody; putting one on an answer; and one's own hats."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.hats import actions, queries
from forum.hats.forms import WearHatForm
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.text import as_typed, shown
from forum.kernel.web import page, room
from forum.threads.models import Answer
from forum.threads.queries import visible_answer
from forum.threads.views.show import answer_url

hats = room("hats", __file__)


@hats.get("/hats/<int:hat_id>")
def show(hat_id: int) -> Response:
    """What it means that something is said for somebody, and who has done so."""
    hat = queries.public_hat(hat_id)
    found = queries.speakers_of(hat.id, cursor=request.args.get("after"))
    return page("hats/show.html", hat=hat, about=shown(as_typed(hat.about)), found=found)


@hats.post("/answers/<int:answer_id>/hat")
def wear(answer_id: int) -> Response:
    """Say for whom one’s own answer is."""
    grant_id = WearHatForm.sent().or_refuse().grant_id.data
    return _do(answer_id, lambda answer, by: actions.put_on(answer, grant_id, by=by))


@hats.post("/answers/<int:answer_id>/hat/removal")
def take_off(answer_id: int) -> Response:
    """Say one’s own answer for nobody but oneself."""
    return _do(answer_id, lambda answer, by: actions.take_off(answer, by=by))


@hats.get("/me/hats")
def mine() -> Response:
    """For whom one may speak, and for whom one might before."""
    queries.require_on()
    found = queries.grants_of(current_member().id, cursor=request.args.get("after"))
    return page("hats/mine.html", found=found, now=now())


@hats.post("/me/hats/<int:grant_id>/removal")
def give_back(grant_id: int) -> Response:
    """Speak for somebody no longer; nobody asks why."""
    with writing():
        by = current_member()
        actions.give_back(queries.own_grant(grant_id, to=by), by=by)
    flash(_("You do not speak for them any more."), "good")
    return redirect(url_for("people.me"), 303)


def _do(answer_id: int, deed: Callable[[Answer, Member], None]) -> Response:
    """One deed on the locked answer, then back to it."""
    with writing():
        by = current_member()
        deed(visible_answer(answer_id, to=by, lock=True), by)
    return redirect(answer_url(answer_id), 303)
