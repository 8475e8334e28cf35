"""The pages of rounds: all a reader may find, one with its questions, asking, and taking back."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member, reader
from forum.accounts.models import Member
from forum.inside.policy import may_look_inside
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.found import kept_out
from forum.kernel.text import shown
from forum.kernel.web import page, room
from forum.rounds import actions, policy, queries
from forum.rounds.forms import RoundQuestionForm
from forum.rounds.models import QuestionRound
from forum.rounds.showing import team_name, told_of
from forum.rounds.states import LONGEST, PLACES, TAKES_QUESTIONS
from forum.rounds.wording import PHASES

rounds = room("rounds", __file__)


@rounds.get("/rounds")
def index() -> Response:
    """Published ones for everybody; those to come and open for whoever looks behind the scenes."""
    me = reader()
    found = queries.rounds_for(me, cursor=request.args.get("cursor"))
    older = url_for("rounds.index", cursor=found.next) if found.next else None
    told: dict[str, Any] = {"found": found.items, "older": older, "phases": PHASES}
    inside = may_look_inside(me)
    if inside:
        return kept_out(page("rounds/index.html", is_inside=True, canonical=None, **told))
    return page("rounds/index.html", is_inside=False, **told)


@rounds.get("/rounds/<int:round_id>")
def show(round_id: int) -> Response:
    """One round with its questions and answers."""
    return _show(round_id, RoundQuestionForm())


@rounds.post("/rounds/<int:round_id>/questions")
def ask(round_id: int) -> Response:
    """Ask in it; at most three, and each can be taken back until it has an answer."""
    form = RoundQuestionForm.sent()
    if not form.is_fine:
        return _show(round_id, form, 422)
    try:
        with writing():
            by = current_member()
            here = queries.round_to_ask_in(round_id, to=by)
            question_id = actions.ask(here, form.body.data, by=by).id
    except Invalid as error:
        form.body.errors = [str(error)]
        return _show(round_id, form, 422)
    flash(_("We have your question. You hear from us on your own page."), "good")
    return redirect(url_for("rounds.show", round_id=round_id, _anchor=f"q{question_id}"), 303)


@rounds.post("/rounds/questions/<int:question_id>/removal")
def take_back(question_id: int) -> Response:
    """Take one’s own question back, until it has an answer."""
    with writing():
        question = queries.question_numbered(question_id, lock=True)
        round_id = question.round_id
        actions.take_back(question, by=current_member())
    flash(_("Your question is taken back."), "good")
    return redirect(url_for("rounds.show", round_id=round_id), 303)


def _show(round_id: int, form: RoundQuestionForm, status: int = 200) -> Response:
    me = reader()
    here = queries.visible_round(round_id, to=me)
    inside = may_look_inside(me)
    found = queries.questions_of(here, to=me, cursor=request.args.get("cursor"))
    told: dict[str, Any] = {
        "round": here,
        "html": shown(here.html),
        "phase": here.phase,
        "phases": PHASES,
        "hosts": [team_name(one) for one in queries.hosts_of([here.id])[here.id]],
        "asked": [told_of(one, with_name=inside) for one in found.items],
        "later": found.next and url_for("rounds.show", round_id=round_id, cursor=found.next),
        "may_prepare": policy.may_prepare(me),
        "is_inside": inside,
    }
    told |= {"form": form, "me": me} | _asking(here, me)
    if here.published_at is None or inside:
        return kept_out(page("rounds/show.html", status, canonical=None, **told))
    return page("rounds/show.html", status, **told)


def _asking(here: QuestionRound, me: Member | None) -> dict[str, Any]:
    """Whether this person may ask here, and how many questions they have left."""
    takes = here.phase in TAKES_QUESTIONS
    if me is None or not takes or not policy.may_ask(me):
        return {"takes": takes, "may_ask": False, "left": 0, "longest": LONGEST}
    left = len(PLACES) - len(queries.own_questions(here.id, me.id))
    return {"takes": takes, "may_ask": True, "left": left, "longest": LONGEST}
