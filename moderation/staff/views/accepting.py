"""The page behind the link of an invitation. Looking changes nothing."""

from flask import url_for
from werkzeug.wrappers import Response

from forum.accounts import passwords, sign_ins
from forum.accounts.browsers import browser_name
from forum.accounts.current import current_member, network_address, reader
from forum.accounts.halfway import go_in
from forum.accounts.models import Member
from forum.accounts.queries import member_with_email
from forum.kernel import limits
from forum.kernel.db import writing
from forum.kernel.errors import Invalid, Missing
from forum.kernel.languages import say
from forum.kernel.site import site
from forum.kernel.web import page
from moderation.staff import actions, policy
from moderation.staff.forms import AcceptForm
from moderation.staff.letters import INVITES
from moderation.staff.limits import ACCEPTING_FROM_PLACE
from moderation.staff.links import invitation_behind
from moderation.staff.models import Invitation
from moderation.staff.views.room import staff


@staff.get("/invitations/<code>")
def invitation(code: str) -> Response:
    """What one is invited to, and what is still to be filled in."""
    try:
        found = invitation_behind(code)
    except Missing as dead:
        return _dead(dead)
    return _page(found, code, _form(found, AcceptForm(data={"name": found.name})))


@staff.post("/invitations/<code>")
def accept(code: str) -> Response:
    """Accept it: as somebody new with a password, or as the member who is signed in."""
    try:
        found = invitation_behind(code)
        return _accept_as_member(code) if _owner(found) else _accept_as_new(found, code)
    except Missing as dead:
        return _dead(dead)


def _accept_as_new(found: Invitation, code: str) -> Response:
    form = _form(found, AcceptForm.sent())
    if not form.is_fine:
        return _page(found, code, form, 422)
    with writing():
        limits.spend(ACCEPTING_FROM_PLACE, network_address())
    password_hash = passwords.hashed(form.password.data)
    try:
        with writing():
            member = actions.accept_new(
                invitation_behind(code, lock=True),
                name=form.name.data,
                password_hash=password_hash,
                is_under_18=form.asks_age and form.is_under_18.data,
            )
            return _go_in(member)
    except Invalid as taken:
        form.name.errors = [str(taken)]
        return _page(found, code, form, 422)


def _accept_as_member(code: str) -> Response:
    current_member()
    with writing():
        member = current_member()
        actions.accept_as(invitation_behind(code, lock=True), by=member)
        return _go_in(member)


def _go_in(member: Member) -> Response:
    """Signed in with the new role; staff go on to their second step."""
    secret = sign_ins.first_step_done(member, browser=browser_name())
    return go_in(member, secret, onward_to=url_for("accounts.welcome"))


def _owner(found: Invitation) -> Member | None:
    """Whoever has an account with this address already, and has proved it."""
    known = member_with_email(found.email)
    return known if known and known.is_verified else None


def _form(found: Invitation, form: AcceptForm) -> AcceptForm:
    form.asks_age, form.email = found.role == "citizen", found.email
    return form


def _page(found: Invitation, code: str, form: AcceptForm, status: int = 200) -> Response:
    member = reader()
    answer = page(
        "staff/invitation.html",
        status,
        invitation=found,
        code=code,
        form=form,
        invites=say(INVITES[found.role]).format(host=site().name),
        has_account=_owner(found) is not None,
        is_theirs=member is not None and policy.may_accept(member, found),
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _dead(dead: Missing) -> Response:
    return page("staff/dead.html", dead.status, sentence=dead)
