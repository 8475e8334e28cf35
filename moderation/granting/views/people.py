"""Giving a hat to somebody, taking it back, and taking one off an answer."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.queries import member_called
from forum.hats import actions
from forum.hats.kinds import Why
from forum.hats.queries import grant_of, locked_grant
from forum.kernel.db import writing
from forum.kernel.errors import Invalid, Missing
from forum.kernel.languages import say
from forum.kernel.web import page
from forum.threads.queries import visible_answer
from forum.threads.views.show import answer_url
from moderation.granting.forms import GiveHatForm, TakeHatBackForm, TakeHatOffForm
from moderation.granting.views.room import BOTH, granting, hat_page
from moderation.granting.wording import GIVEN, TAKEN_BACK, TAKEN_OFF


@granting.post("/desk/hats/<int:hat_id>/grants")
def give(hat_id: int) -> Response:
    """Give it to somebody by name, with a reason and a last day."""
    form = GiveHatForm.sent()
    if not form.is_fine:
        return hat_page(hat_id, 422, give=form)
    try:
        with writing():
            by, person = current_member(), member_called(form.person.data)
            actions.give(hat_id, person, form.reason.data, until=form.until, by=by)
    except Invalid as error:
        return hat_page(hat_id, 422, give=form.marked(error))
    except Missing as error:
        return hat_page(hat_id, 422, give=form.marked(error, at="person"))
    flash(say(GIVEN), "good")
    return redirect(url_for("granting.show", hat_id=hat_id), 303)


@granting.route("/desk/hats/grants/<int:grant_id>/removal", methods=BOTH)
def take_back(grant_id: int) -> Response:
    """Take a hat back from somebody, with a reason that they read."""
    form = TakeHatBackForm.sent() if request.method == "POST" else TakeHatBackForm(None)
    if request.method == "GET" or not form.is_fine:
        status = 200 if request.method == "GET" else 422
        return page("granting/take_back.html", status, form=form, grant=grant_of(grant_id))
    with writing():
        grant = locked_grant(grant_id)
        hat_id = grant.hat_id
        actions.take_back(grant, form.reason.data, by=current_member())
    flash(say(TAKEN_BACK), "good")
    return redirect(url_for("granting.show", hat_id=hat_id), 303)


@granting.route("/desk/answers/<int:answer_id>/hat", methods=BOTH)
def take_off(answer_id: int) -> Response:
    """Take a hat off an answer, with a reason that its author reads."""
    form = TakeHatOffForm.sent() if request.method == "POST" else TakeHatOffForm(None)
    answer = visible_answer(answer_id, to=current_member())
    back = answer_url(answer.id)
    if request.method == "GET" or not form.is_fine:
        status = 200 if request.method == "GET" else 422
        return page("granting/take_off.html", status, form=form, answer_id=answer.id, back=back)
    with writing():
        by = current_member()
        locked = visible_answer(answer_id, to=by, lock=True)
        actions.take_off_for(locked, Why(form.why.data), by=by)
    flash(say(TAKEN_OFF), "good")
    return redirect(back, 303)
