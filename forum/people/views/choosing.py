"""What a person decides about where they stand: to pause, and to be an Advocate or not."""

from datetime import datetime

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.people.forms import AdvocacyForm, PauseForm
from forum.people.views.room import people
from forum.reputation import actions
from forum.reputation.actions.pausing import MONTH, MOST
from forum.reputation.queries import where_am_i

WHOLE_YEAR = 12


@people.post("/me/pause")
def pause() -> Response:
    """For some months the time does not count; 0 months end it at once."""
    months = int(PauseForm.sent().or_refuse().months.data)
    with writing():
        _pause(current_member(), months)
    said = _("This time does not count against you.") if months else _("The time counts again.")
    flash(str(said), "good")
    return redirect(url_for("people.where"), 303)


@people.post("/me/advocacy")
def advocacy() -> Response:
    """Yes or no to what staff asked; a no later is stepping back."""
    is_yes = AdvocacyForm.sent().or_refuse().is_yes
    with writing():
        _answer(current_member(), is_yes=is_yes)
    flash(str(_("Thank you. We have written it down.")), "good")
    return redirect(url_for("people.where"), 303)


def _pause(member: Member, months: int) -> None:
    if not months:
        actions.resume_window(member)
        return
    actions.pause_window(member, until=_end_of(months))


def _end_of(months: int) -> datetime:
    return now() + (MOST if months == WHOLE_YEAR else months * MONTH)


def _answer(member: Member, *, is_yes: bool) -> None:
    is_asked = where_am_i(member.id).offer is not None
    if is_yes or is_asked:
        actions.answer_offer(member, is_yes=is_yes)
    else:
        actions.end_advocacy(member, by=member)
