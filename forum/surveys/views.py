"""Saying how it was, by the key in a mail or on the page of what it is about."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import network_address, reader
from forum.kernel import found, limits
from forum.kernel.db import writing
from forum.kernel.web import page, room
from forum.surveys import actions, queries
from forum.surveys.actions import Said
from forum.surveys.forms import SurveyForm
from forum.surveys.limits import ANSWERS_FROM_PLACE
from forum.surveys.rules import YES
from forum.surveys.showing import ways_on, what_about
from forum.surveys.wording import GOT_WORDS, LEVEL_WORDS

surveys = room("surveys", __file__)


@surveys.get("/surveys/<token>")
def show(token: str) -> Response:
    """The question, or what was answered and what one can do now. Looking answers nothing."""
    return _page(token, SurveyForm(None))


@surveys.post("/surveys/<token>")
def answer(token: str) -> Response:
    """The words are kept for staff; they are shown on no page that a link opens."""
    put = queries.put_opened_by(token, reader=reader())
    form = SurveyForm.sent()
    if not form.is_fine:
        return _page(token, form, 422)

    limits.check(ANSWERS_FROM_PLACE, network_address())
    said = Said(int(form.level.data), form.got.data, form.comment.data or "")
    with writing():
        limits.spend(ANSWERS_FROM_PLACE, network_address())
        actions.answer(put.survey.id, said, by=reader())
    flash(_("Thank you. We have your answer."), "good")
    return redirect(url_for("surveys.show", token=token), 303)


def _page(token: str, form: SurveyForm, status: int = 200) -> Response:
    put, member = queries.put_opened_by(token, reader=reader()), reader()
    about_id, said = put.survey.about_id, put.answer
    is_content = said is None or said.got == YES
    shown = {
        "put": put,
        "form": form,
        "token": token,
        "about": what_about.render([about_id], to=member).get(about_id),
        "onward": None if is_content else ways_on.render([about_id], to=member).get(about_id),
        "level": LEVEL_WORDS[said.level] if said else "",
        "got": GOT_WORDS[said.got] if said else "",
    }
    response = found.kept_out(page("surveys/show.html", status, **shown))
    response.headers["Cache-Control"] = "private, no-store"
    return response
