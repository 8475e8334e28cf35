"""What people choose: who sees their badges and notes, and whether they stand in the list."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.paging import LARGEST
from forum.recognition import actions, queries
from forum.recognition.forms import SeenForm
from forum.recognition.views.room import recognition


@recognition.post("/me/badges")
def choose_badges() -> Response:
    """Whether others see one's badges."""
    wanted = SeenForm.sent().or_refuse().is_yes
    with writing():
        (actions.show_badges if wanted else actions.hide_badges)(current_member())
    said = _("Others see your badges now.") if wanted else _("Only you see your badges now.")
    flash(str(said), "good")
    return redirect(url_for("people.privacy"), 303)


@recognition.post("/me/helpers")
def choose_list() -> Response:
    """Whether one stands in the list of helpers."""
    wanted = SeenForm.sent().or_refuse().is_yes
    with writing():
        member = current_member()
        if wanted:
            actions.join_list(member)
        else:
            actions.leave_list(member.id)
    said = _("You stand in the list now.") if wanted else _("You do not stand in the list.")
    flash(str(said), "good")
    return redirect(url_for("people.privacy"), 303)


@recognition.post("/me/thanks/<int:thanks_id>")
def choose_note(thanks_id: int) -> Response:
    """Whether others read one thank-you note."""
    wanted = SeenForm.sent().or_refuse().is_yes
    with writing():
        note = queries.own_note(min(thanks_id, LARGEST), to=current_member())
        (actions.show_note if wanted else actions.take_note_down)(note)
    said = _("Others read this note now.") if wanted else _("Only you read this note now.")
    flash(str(said), "good")
    return redirect(url_for("recognition.thanks"), 303)
