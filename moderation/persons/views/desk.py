"""The page of one person for staff: a reason first, and every look is committed before it."""

import secrets
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.accounts.queries import member_with_id
from forum.kernel.db import writing
from forum.kernel.errors import Invalid, Missing
from forum.kernel.paging import LARGEST
from forum.kernel.web import page
from moderation.helpdesk.queries import visible_ticket
from moderation.helpdesk.states import CITIZEN_LABELS
from moderation.persons import actions, queries
from moderation.persons.actions import Needs
from moderation.persons.forms import (
    ConnectionForm,
    LookReasonForm,
    NeedsForm,
    NoteForm,
    OpenPersonForm,
)
from moderation.persons.models import DeskPerson
from moderation.persons.queries.finding import NOBODY
from moderation.persons.reasons import WHY_FOR_STAFF
from moderation.persons.views.room import persons, unkept


@persons.post("/desk/persons")
def find() -> Response:
    """From a ticket, or from an account, to the page of the person."""
    form = OpenPersonForm.sent().or_refuse()
    with writing():
        person_id = _meant(form, current_member()).id
    return redirect(url_for("persons.show", person_id=person_id), 303)


@persons.get("/desk/persons/<int:person_id>")
def show(person_id: int) -> Response:
    """That it was opened is written down, with the reason, and committed before it is made."""
    with writing():
        person = queries.person_numbered(person_id)
        reason = actions.look(person, by=current_member())
        reason_id = reason.id if reason else None
    if reason_id is None:
        return unkept(page("persons/reason.html", person_id=person_id, form=LookReasonForm(None)))
    return _page(person_id)


@persons.post("/desk/persons/<int:person_id>/reasons")
def give_reason(person_id: int) -> Response:
    form = LookReasonForm.sent()
    if not form.is_fine:
        return unkept(page("persons/reason.html", 422, person_id=person_id, form=form))
    kind = form.kind.data
    words = form.words.data if kind == "written" else ""
    try:
        with writing():
            person = queries.person_numbered(person_id, lock=True)
            actions.give_reason(person, by=current_member(), kind=kind, words=words)
    except Invalid as error:
        form.words.errors = [str(error)]
        return unkept(page("persons/reason.html", 422, person_id=person_id, form=form))
    return redirect(url_for("persons.show", person_id=person_id), 303)


@persons.post("/desk/persons/<int:person_id>/needs")
def say_needs(person_id: int) -> Response:
    """Staff write down what the person needs, after asking them."""
    form = NeedsForm.sent()
    if not form.is_fine:
        return _again(person_id, needs_form=form)
    try:
        with writing():
            person = queries.person_numbered(person_id, lock=True)
            told = {"by": current_member(), "agreed": form.agreed.data}
            actions.say_needs(person, needs_in(form), **told)
    except Invalid as error:
        form.agreed.errors = [str(error)]
        return _again(person_id, needs_form=form)
    flash(_("It is saved."), "good")
    return redirect(url_for("persons.show", person_id=person_id), 303)


@persons.post("/desk/persons/<int:person_id>/notes")
def share_note(person_id: int) -> Response:
    form = NoteForm.sent()
    if not form.is_fine:
        return _again(person_id, note_form=form)
    with writing():
        person = queries.person_numbered(person_id, lock=True)
        nonce = form.nonce.data or None
        actions.share_note(person, form.body.data, by=current_member(), nonce=nonce)
    return redirect(f"{url_for('persons.show', person_id=person_id)}#notes", 303)


def needs_in(form: NeedsForm) -> Needs:
    return Needs(form.large_print.data, form.interpreter.data, form.other.data)


def _meant(form: OpenPersonForm, by: Member) -> DeskPerson:
    if form.reference.data:
        ticket = visible_ticket(form.reference.data, to=by)
        person = actions.know_person_of(ticket)
    else:
        member_id = form.member.data
        is_number = member_id.isascii() and member_id.isdecimal()
        member = member_with_id(min(int(member_id), LARGEST)) if is_number else None
        person = actions.know_member(member.id) if member else None
    if person is None:
        raise Missing(NOBODY)
    return person


def _again(person_id: int, **forms: Any) -> Response:
    """The page with what was not accepted, for whoever has a reason to see it."""
    person = queries.person_numbered(person_id)
    if queries.reason_now(person.id, current_member()) is None:
        return unkept(
            page("persons/reason.html", 422, person_id=person_id, form=LookReasonForm(None))
        )
    return _page(person_id, status=422, **forms)


def _page(person_id: int, *, status: int = 200, **forms: Any) -> Response:
    by, person = current_member(), queries.person_numbered(person_id)
    needs = {"large_print": person.large_print, "interpreter": person.interpreter or ""}
    shows = {
        "person": person,
        "shown": queries.shown_to(by, person, cursor=request.args.get("cursor")),
        "reason": queries.reason_now(person.id, by),
        "labels": CITIZEN_LABELS,
        "why": WHY_FOR_STAFF,
        "needs_form": NeedsForm(None, other=person.other_need or "", **needs),
        "note_form": NoteForm(None, nonce=secrets.token_hex(16)),
        "connection_form": ConnectionForm(None),
    }
    return unkept(page("persons/show.html", status, **(shows | forms)))
