"""The hours of the desk: who is here for which service, and how one is shown to people."""

from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.accounts.queries import member_with_id
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.languages import say
from forum.kernel.web import page, room
from forum.services.queries import all_services, service_called
from moderation.duty import actions, queries
from moderation.duty.forms import FIELDS, FaceForm, ShiftForm, days_of, typed
from moderation.duty.wording import hours_of
from moderation.helpdesk.policy import manages
from moderation.rota.queries import at_desk

MOST_TYPED = 40

duty = room("duty", __file__)


@duty.get("/desk/duty")
def index() -> Response:
    """The address may name hours that were taken off just now, to put them back."""
    member = current_member()
    usual = {"person": str(member.id), "begins": "09:00", "ends": "17:00"}
    asked = {name: value[:MOST_TYPED] for name, value in request.args.items() if name in FIELDS}
    return _page(ShiftForm(None, **usual | asked), FaceForm(None, shown=_shown(member)))


@duty.post("/desk/duty")
def add() -> Response:
    """Somebody is here for a service, each week or on one day: first shown, then saved."""
    form = ShiftForm.sent(date="")
    _offer(form, current_member())
    face = FaceForm(None, shown=_shown(current_member()))
    if not form.is_fine:
        return _page(form, face, status=422)
    if not is_seen(form):
        return _page(form, face, preview=True)
    with writing():
        member = _person(int(form.person.data))
        service_id = service_called(form.service.data).id
        hours = {"begins": form.begins_at, "ends": form.ends_at}
        by, day = current_member(), form.weekday_or_date
        actions.add_shift(member, service_id, by=by, day=day, **hours)
    flash(_("It is saved. You can take it off again below."), "good")
    return redirect(url_for("duty.index"), 303)


@duty.post("/desk/duty/<int:shift_id>/removal")
def remove(shift_id: int) -> Response:
    """The form has them ready, should that have been a mistake."""
    with writing():
        shift = queries.shift_numbered(shift_id)
        were: dict[str, Any] = dict(typed(shift))
        actions.remove_shift(shift, by=current_member())
    flash(_("It is taken off. The form below has it ready, should you want it back."), "good")
    return redirect(url_for("duty.index", **were), 303)


@duty.post("/desk/duty/me")
def show_me() -> Response:
    """By first name and team, or as the team alone."""
    form = FaceForm.sent().or_refuse()
    with writing():
        actions.show_as_team(form.shown.data == "team", by=current_member())
    flash(_("It is saved."), "good")
    return redirect(url_for("duty.index"), 303)


def _page(form: ShiftForm, face: FaceForm, *, status: int = 200, preview: bool = False) -> Response:
    member = current_member()
    _offer(form, member)
    form.seen.data = fingerprint(form) if preview else ""
    shifts = queries.shifts_of_all()
    return page(
        "duty/index.html",
        status,
        form=form,
        face=face,
        lines=_lines(form) if preview else None,
        people=queries.in_lines(shifts),
        may_remove={one.id for one in shifts if one.member_id == member.id or manages(member)},
        day_of=lambda day: days_of([day]),
        days_of=days_of,
        hours_of=hours_of,
    )


def _lines(form: ShiftForm) -> list[list[str]]:
    """What is said of that day now, and what will be; on a date its weekday says nothing more."""
    who, service = int(form.person.data), service_called(form.service.data)
    day, added = form.weekday_or_date, (form.begins_at, form.ends_at)
    there = queries.hours_on(who, service.id, day)
    if added in there:
        return []
    weekday = form.weekday_of_date
    usual = queries.hours_on(who, service.id, weekday) if weekday and not there else there
    name = dict(form.person.choices)[form.person.data]
    what = f"{name}, {say(service.name)}: {days_of([day])}"
    return [[what, _hours(usual), _hours(sorted([*there, added]))]]


def _hours(hours: Iterable[tuple[int, int]]) -> str:
    return ", ".join(hours_of(*one) for one in hours) or _("not here")


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
