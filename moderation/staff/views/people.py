"""Who works here: the list, one person's role and services, and leaving."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.accounts.queries import member_of
from forum.kernel.db import writing
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.web import page
from forum.services.queries import all_services
from moderation.settings.changes import differences, undone
from moderation.staff import actions, policy, queries
from moderation.staff.forms import ReasonForm, StaffForm
from moderation.staff.telling import roles_to_offer
from moderation.staff.views.room import BOTH, staff
from moderation.staff.wording import ROLES, lines_of


@staff.get("/desk/people")
def index() -> Response:
    """Everybody who works here, and who is invited."""
    people = queries.people(request.args.get("cursor"))
    return page(
        "staff/index.html",
        people=people,
        services=queries.services_by_member([row.id for row in people.items]),
        invitations=queries.open_invitations(),
        roles=ROLES,
        may_change=policy.may_change_staff(current_member()),
    )


@staff.route("/desk/people/<int:member_id>", methods=BOTH)
def edit(member_id: int) -> Response:
    """Change role, team and services: first shown as it will be, then saved."""
    person = queries.person_of_staff(member_id)
    if request.method == "GET":
        return _page(person, _filled(person))
    form = _offered(StaffForm.sent())
    if not form.is_fine:
        return _page(person, form, status=422)
    if not is_seen(form):
        return _page(person, form, preview=True)

    with writing():
        member, by = member_of(person.id, lock=True), current_member()
        options = {"reason": form.reason.data, "version": form.version.data}
        actions.change_person(member, _facts(form), by=by, **options)
    flash(_("It is changed. With another role they sign in again."), "good")
    return _back(member_id)


@staff.post("/desk/people/<int:member_id>/changes/<int:change_id>/removal")
def undo(member_id: int, change_id: int) -> Response:
    """Put back what was before this change."""
    with writing():
        member = member_of(member_id, lock=True)
        change = queries.change_numbered(change_id, member_id)
        actions.undo(change, member, by=current_member())
    flash(_("It is as it was before."), "good")
    return _back(member_id)


@staff.post("/desk/people/<int:member_id>/departure")
def let_go(member_id: int) -> Response:
    """Somebody leaves: every right ends at once, in every browser and program."""
    form = ReasonForm.sent().or_refuse()
    person = queries.person_of_staff(member_id)
    with writing():
        member = member_of(person.id, lock=True)
        actions.let_go(member, by=current_member(), reason=form.reason.data)
    flash(_("They have left: signed out everywhere, no role, no tokens."), "good")
    return redirect(url_for("staff.index"), 303)


@staff.post("/desk/people/<int:member_id>/second-step/removal")
def take_off(member_id: int) -> Response:
    """A lost phone: it is taken off, and the person sets up another one at the next sign-in."""
    person = queries.person_of_staff(member_id)
    with writing():
        member = member_of(person.id, lock=True)
        actions.take_second_step_off(member, by=current_member())
    flash(_("The phone is taken off. They set up another one when they sign in."), "good")
    return _back(member_id)


def _back(member_id: int) -> Response:
    return redirect(url_for("staff.edit", member_id=member_id), 303)


def _offered(form: StaffForm) -> StaffForm:
    roles = [role for role in roles_to_offer(current_member()) if role != "citizen"]
    form.offer(roles, all_services())
    return form


def _filled(person: Member) -> StaffForm:
    facts = queries.facts_of(person)
    slugs = [one.slug for one in all_services() if one.id in facts["services"]]
    version = queries.version_of(person.id)
    return _offered(StaffForm(data=facts | {"services": slugs, "version": version}))


def _facts(form: StaffForm) -> dict[str, Any]:
    services = form.service_ids(all_services())
    return {"role": form.role.data, "team": form.team.data, "services": services}


def _page(person: Member, form: StaffForm, *, preview: bool = False, status: int = 200) -> Response:
    named = {one.id: one.name for one in all_services()}
    form.seen.data = fingerprint(form) if preview else ""
    changes = queries.history_of(person.id)
    told = differences(queries.facts_of(person), _facts(form)) if preview else None
    return page(
        "staff/person.html",
        status,
        person=person,
        form=form,
        lines=lines_of(*told, named) if told else None,
        reason_form=ReasonForm(),
        changes=[(one, lines_of(one.before, one.after, named)) for one in changes],
        undone=undone(changes),
    )
