"""The page on which somebody closes their account, and takes that back."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.proving import knows_password
from forum.accounts.queries import member_of
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.errors import Refused
from forum.kernel.web import page, room
from forum.leaving import actions, policy, queries
from forum.leaving.forms import LeaveForm

leaving = room("leaving", __file__)


@leaving.get("/me/leaving")
def show() -> Response:
    """What is erased, what stays, and when."""
    return _page(LeaveForm(None))


@leaving.post("/me/leaving")
def ask() -> Response:
    """After the password; it is erased when the time to think it over has passed."""
    form, member = LeaveForm.sent(), current_member()
    if not policy.may_leave(member):
        raise Refused(policy.STAFF_FIRST)
    if not form.is_fine or not knows_password(member, form):
        return _page(form, 422)

    proven = member.password_hash
    with writing():
        actions.ask_to_leave(member_of(current_member().id, lock=True), proven_hash=proven)
    flash(_("We have noted that you want to go. You can take it back until then."), "good")
    return redirect(url_for("leaving.show"), 303)


@leaving.post("/me/leaving/removal")
def stay() -> Response:
    """They thought better of it."""
    with writing():
        actions.stay(member_of(current_member().id, lock=True))
    flash(_("Your account stays, with everything as it was."), "good")
    return redirect(url_for("leaving.show"), 303)


def _page(form: LeaveForm, status: int = 200) -> Response:
    member = current_member()
    asked = member.leaves_at is not None
    shows = {"form": form, "leaves_at": member.leaves_at, "days": policy.THINKING_TIME.days}
    shows["may_leave"] = policy.may_leave(member)
    shows["has_to_stay"] = asked and queries.has_to_stay(member.id)
    shows["is_over"] = member.leaves_at is not None and member.leaves_at <= now()
    response = page("leaving/show.html", status, **shows)
    response.headers["Cache-Control"] = "private, no-store"
    return response
