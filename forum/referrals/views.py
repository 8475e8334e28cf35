"""What an invitation leads to, signing up by it, one's own invitation, and the yes or no to it."""

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member, reader
from forum.accounts.joining import join
from forum.accounts.models import Member
from forum.kernel import found
from forum.kernel.db import writing
from forum.kernel.site import site_now
from forum.kernel.web import page, room
from forum.referrals import actions, queries
from forum.referrals.forms import InvitedForm, JoinLinkForm, ReferralForm

referrals = room("referrals", __file__)


@referrals.get("/join/<code>")
def show(code: str) -> Response:
    """Who invites and what happens next. Looking is written down nowhere."""
    inviter = queries.inviter_with(code)
    if inviter is None:
        return _dead()
    return _quiet(page("referrals/show.html", name=inviter.shown_name, code=code, reader=reader()))


@referrals.route("/join/<code>/sign-up", methods=["GET", "POST"])
def sign_up(code: str) -> Response:
    """The usual sign-up, with one box more. An invitation of a person opens no closed place."""
    if site_now().is_pilot or reader():
        return redirect(url_for("accounts.sign_up"), 303)
    inviter = queries.inviter_with(code)
    if inviter is None:
        return _dead()
    form = InvitedForm.sent()
    form.tells.label.text = _("Tell %(name)s that I came", name=inviter.shown_name)
    if request.method == "GET" or not form.is_fine:
        status = 200 if request.method == "GET" else 422
        return _quiet(_form(form, code, inviter, status))

    wants = form.tells.data and not form.is_under_18.data
    return join(form, then=lambda new: actions.say_yes(inviter, invited_id=new) if wants else None)


@referrals.get("/me/invitation")
def mine() -> Response:
    """One's own invitation, how many came by it, and of how many a question is solved."""
    member = current_member()
    link = queries.link_of(member.id)
    return page(
        "referrals/mine.html",
        may_invite=queries.may_invite(member),
        code=link.code if link else "",
        address=f"{current_app.config['BASE_URL']}/join/{link.code}" if link else "",
        figures=queries.figures_of(member.id),
        found=queries.guests_of(member.id, cursor=request.args.get("after")),
    )


@referrals.post("/me/invitation")
def make() -> Response:
    """Make an invitation, or a new one that ends the old."""
    form = JoinLinkForm.sent().or_refuse()
    with writing():
        actions.make_link(by=current_member(), instead_of=form.instead_of.data or "")
    flash(_("Your invitation is ready. Copy the address and send it."), "good")
    return redirect(url_for("referrals.mine"), 303)


@referrals.post("/me/referral")
def choose() -> Response:
    """Say yes to being counted, or take that back."""
    wanted = ReferralForm.sent().or_refuse().is_yes
    member = current_member()
    with writing():
        if wanted:
            wanted = actions.accept_referral(member.id, is_sure=True)
        else:
            actions.withdraw(member.id)
    flash(
        _("We tell them that you came.") if wanted else _("We tell nobody that you came."), "good"
    )
    return redirect(url_for("people.privacy"), 303)


def _form(form: InvitedForm, code: str, inviter: Member, status: int) -> Response:
    shown = {"form": form, "name": inviter.shown_name, "code": code}
    action = url_for("referrals.sign_up", code=code)
    return page("referrals/sign_up.html", status, action=action, **shown)


def _dead() -> Response:
    """The same for a code that was replaced, that does not count now, or that never was."""
    return _quiet(page("referrals/dead.html", 404))


def _quiet(response: Response) -> Response:
    """For whoever has the address, and for no search engine and no cache."""
    found.kept_out(response)
    response.headers["Cache-Control"] = "private, no-store"
    return response
