"""The start list of somebody new, and the answers that wait for a colleague."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.accounts.queries import member_with_id
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.web import page, room
from moderation.beginners import actions, queries
from moderation.beginners.forms import BeginForm, PolicyReadForm, RemarkForm, TourForm
from moderation.beginners.wording import POLICY, TOUR
from moderation.helpdesk.policy import manages

beginners = room("beginners", __file__)


@beginners.get("/desk/beginners")
def index() -> Response:
    """One's own list, what waits for a colleague, and for managers who stands where."""
    member = current_member()
    found, is_manager = queries.beginners(), manages(member)
    return page(
        "beginners/index.html",
        own=next((one for one in found if one.member_id == member.id), None),
        found=found if is_manager else [],
        waiting=queries.waiting_answers(to=member),
        form=_form() if is_manager else None,
        policy=queries.policy_version(),
        policy_url=f"/{POLICY}",
        tour=[(item, words, url_for(endpoint)) for item, (words, endpoint) in TOUR.items()],
    )


@beginners.post("/desk/beginners")
def begin() -> Response:
    """From now on a colleague reads the first five answers of somebody."""
    form = BeginForm.sent()
    form.offer(queries.could_begin())
    person_id = int(form.or_refuse().person.data)
    with writing():
        actions.begin(_person(person_id), by=current_member())
    return _back(_("It is saved."))


@beginners.post("/desk/beginners/<int:member_id>/removal")
def let_answer(member_id: int) -> Response:
    """A manager lets somebody answer alone."""
    with writing():
        actions.let_answer(queries.locked_start(member_id), by=current_member())
    return _back(_("It is saved."))


@beginners.post("/desk/beginners/policy")
def read_policy() -> Response:
    """Somebody new has read the house rules."""
    version = PolicyReadForm.sent().or_refuse().version.data or 0
    with writing():
        actions.read_policy(queries.locked_start(current_member().id), version)
    return _back()


@beginners.post("/desk/beginners/tour")
def look_at() -> Response:
    """Somebody new has looked at one page of the desk."""
    item = TourForm.sent().or_refuse().item.data
    with writing():
        actions.look_at(queries.locked_start(current_member().id), item)
    return _back()


@beginners.post("/desk/first-answers/<int:first_answer_id>/confirmation")
def say_yes(first_answer_id: int) -> Response:
    """A colleague has read it: it goes out."""
    return _review(first_answer_id, actions.say_yes, said=_("The answer is sent."))


@beginners.post("/desk/first-answers/<int:first_answer_id>/refusal")
def ask_for_changes(first_answer_id: int) -> Response:
    """A colleague says what should be different."""
    remark = RemarkForm.sent().or_refuse().remark.data
    return _review(first_answer_id, actions.ask_for_changes, remark=remark)


def _review(first_answer_id: int, deed: Any, *, said: str = "", **told: Any) -> Response:
    with writing():
        member = current_member()
        answer = queries.locked_answer(first_answer_id, to=member)
        deed(answer, by=member, **told)
        reference = answer.ticket.reference
    if said:
        flash(said, "good")
    return redirect(url_for("desk.ticket", reference=reference), 303)


def _form() -> BeginForm:
    form = BeginForm(None)
    form.offer(queries.could_begin())
    return form


def _person(member_id: int) -> Member:
    if member := member_with_id(member_id):
        return member
    raise Missing("We cannot find this person among those who work here.")


def _back(said: str = "") -> Response:
    if said:
        flash(said, "good")
    return redirect(url_for("beginners.index"), 303)
