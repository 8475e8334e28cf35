"""The room, and the page of one meeting with all that can be done about it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.advisory import queries
from forum.advisory.states import LABELS, MOVES, State
from forum.ballots.queries import are_on, ballots_about
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.forms import PlainForm
from forum.kernel.languages import say
from forum.kernel.text import shown
from forum.kernel.web import page, room
from forum.threads.briefs import today
from moderation.meetings.forms import BallotForm, MinutesForm, ResponseForm, StaffItemForm
from moderation.meetings.wording import DECISIONS

meetings = room("meetings", str(Path(__file__).parent))
BOTH = ["GET", "POST"]
FORMS: dict[str, type[PlainForm]] = {
    "item_form": StaffItemForm,
    "minutes_form": MinutesForm,
    "response_form": ResponseForm,
}


def meeting_page(
    meeting_id: int, status: int = 200, *, ballot_of: int | None = None, **sent: Any
) -> Response:
    """`sent` are forms that were sent and have faults; `ballot_of` is the item of `ballot_form`."""
    by = current_member()
    meeting = queries.meeting_numbered(meeting_id)
    items = queries.items_of(meeting_id, to=by)
    forms = {name: sent.get(name) or form() for name, form in FORMS.items()}
    told: dict[str, Any] = {
        "meeting": meeting,
        "items": [(one, shown(one.html), _decisions(one.state)) for one in items],
        "ballots": ballots_about([one.id for one in items]),
        "ballot_form": sent.get("ballot_form") or BallotForm(),
        "ballot_of": ballot_of,
        "ballots_are_on": are_on(),
        "today": today(),
        "labels": LABELS,
    }
    return page("meetings/show.html", status, **forms, **told)


def doing(
    meeting_id: int, deed: Callable[[], object], form: PlainForm, *, said: str, **shown_with: Any
) -> Response:
    """One deed in a write transaction, then back to the meeting; a fault stands at its field."""
    try:
        with writing():
            deed()
    except Invalid as error:
        form.marked(error)
        return meeting_page(meeting_id, 422, **shown_with)
    flash(said, "good")
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)


def _decisions(state: str) -> list[tuple[str, str]]:
    return [(to, say(words)) for to, words in DECISIONS.items() if to in MOVES[State(state)]]
