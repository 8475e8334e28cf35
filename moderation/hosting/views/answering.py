"""Answering one question of a round, saying why not, and putting an answer right."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.written import write_up
from forum.rounds import actions, queries
from forum.rounds.actions import Reply
from forum.rounds.states import Reason
from moderation.hosting.forms import RoundAnswerForm
from moderation.hosting.views.room import hosting, round_page


@hosting.post("/desk/rounds/questions/<int:question_id>/answers")
def answer(question_id: int) -> Response:
    """The first answer wins; whoever comes second reads what was said meanwhile."""
    form = RoundAnswerForm.sent(reason="")
    round_id = queries.question_numbered(question_id).round_id
    try:
        said = _said(form)
        with writing():
            question = queries.question_numbered(question_id, lock=True)
            actions.reply(question, said, turn=form.turn.data, by=current_member())
    except Invalid as error:
        form.marked(error, at="body")
        return round_page(round_id, 422, answer_to=question_id, answer_form=form)
    flash(_("People read it now."), "good")
    return redirect(url_for("hosting.show", round_id=round_id, _anchor=f"q{question_id}"), 303)


def _said(form: RoundAnswerForm) -> Reply:
    """Raises Invalid with the faults of the form where it is not fine."""
    form.or_refuse()
    reason = Reason(form.reason.data) if form.reason.data else None
    return Reply(write_up(form.body.data), reason, form.correction.data)
