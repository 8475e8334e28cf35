"""Complaints that wait for a reviewer, and one of them at work."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.kernel.db import writing
from forum.kernel.web import page, private_page
from moderation.grievances import actions, policy, queries
from moderation.grievances.forms import GrievanceDecisionForm
from moderation.grievances.models import Grievance
from moderation.grievances.reasons import OUTCOMES, REMEDIES, about
from moderation.grievances.views.blueprint import grievances
from moderation.helpdesk.policy import manages


@grievances.get("/desk/grievances")
def queue() -> Response:
    found = queries.open_grievances(for_managers=manages(current_member()))
    return page("grievances/queue.html", found=found, about=about)


@grievances.get("/desk/grievances/<reference>")
def review(reference: str) -> Response:
    return _page(reference, GrievanceDecisionForm(None))


@grievances.post("/desk/grievances/<reference>/review")
def take(reference: str) -> Response:
    return _do(reference, lambda grievance, member: actions.take(grievance, by=member))


@grievances.post("/desk/grievances/<reference>/review/removal")
def give_back(reference: str) -> Response:
    return _do(reference, lambda grievance, member: actions.give_back(grievance, by=member))


@grievances.post("/desk/grievances/<reference>/outcome")
def decide(reference: str) -> Response:
    form = GrievanceDecisionForm.sent()
    if not form.is_fine:
        return _page(reference, form, 422)
    said = {name: form[name].data for name in ("outcome", "remedy", "answer")}
    answer = _do(reference, lambda one, member: actions.decide(one, by=member, **said))
    flash("It is decided. The person is told.", "good")
    return answer


def _do(reference: str, deed: Callable[[Grievance, Member], None]) -> Response:
    with writing():
        member = current_member()
        deed(queries.grievance_called(reference, to=member, lock=True), member)
    return redirect(url_for("grievances.review", reference=reference), 303)


def _page(reference: str, form: GrievanceDecisionForm, status: int = 200) -> Response:
    member = current_member()
    grievance = queries.grievance_called(reference, to=member)
    involved = queries.involved_in(grievance.ticket_id)
    return private_page(
        "grievances/review.html",
        status,
        grievance=grievance,
        promise=about(grievance.clock),
        may_review=policy.may_review(member, grievance, involved),
        is_mine=grievance.reviewer_id == member.id,
        outcome=OUTCOMES.get(grievance.outcome or ""),
        remedy=REMEDIES.get(grievance.remedy or ""),
        form=form,
    )
