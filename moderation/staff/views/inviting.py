"""Inviting one person or a table of them; sending again, taking back."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.errors import Refused
from forum.kernel.forms import fingerprint, is_seen, text_of_file
from forum.kernel.languages import say
from forum.kernel.web import page
from moderation.staff import actions, queries, sheet
from moderation.staff.forms import InvitationsForm, InviteForm
from moderation.staff.telling import (
    FATES,
    NEW,
    Judged,
    judged,
    roles_to_offer,
    services_to_offer,
)
from moderation.staff.views.room import BOTH, staff
from moderation.staff.wording import ROLE_HINTS, ROLES

MOST_BYTES = 200_000


@staff.route("/desk/people/invitations/new", methods=BOTH)
def invite() -> Response:
    """Invite one person: who, to do what, for which services."""
    form, by = InviteForm.sent(), current_member()
    services = services_to_offer(by)
    form.offer(roles_to_offer(by), services)
    if request.method == "GET":
        return _invite_page(form)
    if not form.is_fine:
        return _invite_page(form, 422)

    try:
        with writing():
            facts = {"name": form.name.data, "role": form.role.data}
            ids = form.service_ids(services)
            actions.invite(form.email.data, services=ids, by=current_member(), **facts)
    except Refused as refusal:
        form.email.errors = [str(refusal)]
        return _invite_page(form, refusal.status)
    flash(_("The invitation is on its way. It works for 14 days."), "good")
    return _back()


@staff.route("/desk/people/invitations/csv", methods=BOTH)
def invite_many() -> Response:
    """Bring a table: first each line with what becomes of it, then sent."""
    if request.method == "GET":
        return _sheet_page(InvitationsForm())
    form = InvitationsForm.sent()
    form.text.data = text_of_file("file", most=MOST_BYTES) or form.text.data
    if (rows := _rows(form)) is None:
        return _sheet_page(form, status=422)
    if not is_seen(form):
        form.seen.data = fingerprint(form)
        return _sheet_page(form, rows)

    flash(_("%(number)s invitations are on their way.", number=_send(rows)), "good")
    return _back()


@staff.post("/desk/people/invitations/<int:invitation_id>/sending")
def send_again(invitation_id: int) -> Response:
    """A new link by mail; the one that was sent before ends."""
    with writing():
        invitation = queries.invitation_numbered(invitation_id)
        actions.send_again(invitation, by=current_member())
    flash(_("The invitation is sent again, with a new link."), "good")
    return _back()


@staff.post("/desk/people/invitations/<int:invitation_id>/removal")
def withdraw(invitation_id: int) -> Response:
    """Take it back: the link opens nothing any more."""
    with writing():
        invitation = queries.invitation_numbered(invitation_id)
        actions.withdraw(invitation, by=current_member())
    flash(_("The invitation is taken back."), "good")
    return _back()


def _send(rows: list[Judged]) -> int:
    """All that can be sent, in one transaction; how many."""
    wanted = [one for one in rows if one.fate == NEW]
    with writing():
        by = current_member()
        for one in wanted:
            actions.invite(
                one.row.email,
                name=one.row.name,
                role=one.row.role,
                services=one.service_ids,
                by=by,
            )
    return len(wanted)


def _rows(form: InvitationsForm) -> list[Judged] | None:
    """None, with the sentence at the field, when it is no table of ours."""
    if not form.is_fine:
        return None
    try:
        return judged(sheet.read(form.text.data), current_member())
    except ValueError as error:
        form.text.errors = [str(error)]
        return None


def _invite_page(form: InviteForm, status: int = 200) -> Response:
    roles = [(role, words, say(ROLE_HINTS[role])) for role, words in form.role.choices]
    return page("staff/invite.html", status, form=form, roles=roles)


def _sheet_page(
    form: InvitationsForm, rows: list[Judged] | None = None, *, status: int = 200
) -> Response:
    return page(
        "staff/sheet.html",
        status,
        form=form,
        rows=rows,
        roles=ROLES,
        fates={fate: [row.fate for row in rows or []].count(fate) for fate in FATES},
        columns=", ".join(sheet.COLUMNS),
        may_be=", ".join(roles_to_offer(current_member())),
    )


def _back() -> Response:
    return redirect(url_for("staff.index"), 303)
