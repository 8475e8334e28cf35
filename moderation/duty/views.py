"""The hours of the desk: who is here for which service, and how one is shown to people."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.accounts.queries import member_with_id
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.web import page, room
from forum.services.queries import all_services, service_called
from moderation.duty import actions, queries
from moderation.duty.forms import WEEKDAYS, FaceForm, ShiftForm
from moderation.duty.wording import hours_of
from moderation.helpdesk.policy import manages
from moderation.rota.queries import at_desk

duty = room("duty", __file__)


@duty.get("/desk/duty")
def index() -> Response:
    member = current_member()
    form = ShiftForm(None, person=str(member.id), begins="09:00", ends="17:00")
    return _page(form, FaceForm(None, shown=_shown(member)))


@duty.post("/desk/duty")
def add() -> Response:
    """Somebody is here for a service, each week or on one day."""
    form = ShiftForm.sent(date="")
    _offer(form, current_member())
    if not form.is_fine:
        return _page(form, FaceForm(None, shown=_shown(current_member())), 422)
    with writing():
        member = _person(int(form.person.data))
        service_id = service_called(form.service.data).id
        hours = {"begins": form.begins_at, "ends": form.ends_at}
        by, day = current_member(), form.weekday_or_date
        actions.add_shift(member, service_id, by=by, day=day, **hours)
    flash(_("It is saved."), "good")
    return redirect(url_for("duty.index"), 303)


@duty.post("/desk/duty/<int:shift_id>/removal")
def remove(shift_id: int) -> Response:
    with writing():
        actions.remove_shift(queries.shift_numbered(shift_id), by=current_member())
    return redirect(url_for("duty.index"), 303)


@duty.post("/desk/duty/me")
def show_me() -> Response:
    """By first name and team, or as the team alone."""
    form = FaceForm.sent().or_refuse()
    with writing():
        actions.show_as_team(form.shown.data == "team", by=current_member())
    flash(_("It is saved."), "good")
    return redirect(url_for("duty.index"), 303)


def _page(form: ShiftForm, face: FaceForm, status: int = 200) -> Response:
    member = current_member()
    _offer(form, member)
    shifts = queries.shifts_of_all()
    return page(
        "duty/index.html",
        status,
        form=form,
        face=face,
        shifts=shifts,
        may_remove={one.id for one in shifts if one.member_id == member.id or manages(member)},
        weekdays=WEEKDAYS,
        hours_of=hours_of,
    )


def _offer(form: ShiftForm, member: Member) -> None:
    """Managers write down everybody's hours, the others their own."""
    everybody = [(one.id, one.name) for one in at_desk()] if manages(member) else []
    form.offer(everybody or [(member.id, member.name)], all_services())


def _person(member_id: int) -> Member:
    if member := member_with_id(member_id):
        return member
    raise Missing("We cannot find this person among those who work here.")


def _shown(member: Member) -> str:
    return "team" if queries.is_shown_as_team(member.id) else "name"
