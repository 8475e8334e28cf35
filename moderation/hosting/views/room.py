"""The room, and the page of one round with all that can be done about it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.forms import PlainForm
from forum.kernel.text import shown
from forum.kernel.web import page, room
from forum.rounds import policy, queries
from forum.rounds.models import QuestionRound
from forum.rounds.showing import team_name, told_of
from forum.rounds.states import TAKES_ANSWERS, State
from moderation.hosting.forms import HostsForm, RoundAnswerForm, RoundStateForm
from moderation.hosting.wording import PHASES, REASONS

hosting = room("hosting", str(Path(__file__).parent))
BOTH = ["GET", "POST"]
Deed = Callable[[QuestionRound, Member], None]


def round_page(
    round_id: int, status: int = 200, *, answer_to: int | None = None, **sent: Any
) -> Response:
    """`sent` are forms that were sent and have faults; `answer_to` is whose `answer_form` it is."""
    by = current_member()
    here = queries.visible_round(round_id, to=by)
    hosts = queries.hosts_of([here.id])[here.id]
    chosen = [str(one.id) for one in hosts]
    forms: dict[str, Any] = {
        "hosts_form": HostsForm(hosts=chosen),
        "state_form": RoundStateForm(),
        "answer_form": RoundAnswerForm(),
    }
    told = _shown(here, hosts, by) | forms | sent
    return page("hosting/show.html", status, answer_to=answer_to, **told)


def _shown(here: QuestionRound, hosts: Sequence[Member], by: Member) -> dict[str, Any]:
    """The round, who answers in it, what was asked, and what may be done."""
    found = queries.questions_of(here, to=by, cursor=request.args.get("cursor"))
    return {
        "round": here,
        "html": shown(here.html),
        "phase": here.phase,
        "phases": PHASES,
        "reasons": list(REASONS.items()),
        "hosts": [team_name(one) for one in hosts],
        "asked": [told_of(one, with_name=True) for one in found.items],
        "later": found.next and url_for("hosting.show", round_id=here.id, cursor=found.next),
        "unanswered": queries.unanswered_in(here.id),
        "may_answer": policy.may_answer(by, {one.id for one in hosts}),
        "takes_answers": here.phase in TAKES_ANSWERS,
        "is_draft": here.state == State.DRAFT,
    }


def doing(
    round_id: int, deed: Deed, form: PlainForm | None = None, *, said: str, **shown_with: Any
) -> Response:
    """One deed on the locked round, then back to it; a fault stands at its field."""
    try:
        with writing():
            by = current_member()
            deed(queries.visible_round(round_id, to=by, lock=True), by)
    except Invalid as error:
        if form is not None:
            form.marked(error, at="body")
        return round_page(round_id, 422, **shown_with)
    flash(said, "good")
    return redirect(url_for("hosting.show", round_id=round_id), 303)
