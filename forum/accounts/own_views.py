"""One's own account: name, password, and the browsers one is signed in with."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts import actions, passwords, queries, sign_ins, throttles
from forum.accounts.browsers import browser_name, carry_sign_in
from forum.accounts.current import current_member, has_second_step, sign_in_id
from forum.accounts.forms import ChangePasswordForm, LanguageForm, NameForm
from forum.accounts.proving import knows_password
from forum.kernel import limits
from forum.kernel.db import writing
from forum.kernel.languages import keep_choice, speak
from forum.kernel.web import page, room

account = room("account", __file__, url_prefix="/me/account")


@account.get("")
def show() -> Response:
    return _page()


@account.post("/name")
def change_name() -> Response:
    form = NameForm.sent()
    form.owner = current_member()
    if not form.is_fine:
        return _page(422, name_form=form)

    with writing():
        member = current_member()
        limits.spend(throttles.NAMES_OF_MEMBER, member.id)
        actions.change_name(member, name=form.name.data)
    flash(_("Your name is changed."), "good")
    return _back()


@account.post("/password")
def change_password() -> Response:
    form = ChangePasswordForm.sent()
    member = form.owner = current_member()
    if not form.is_fine or not knows_password(member, form):
        return _page(422, password_form=form)

    proven, password_hash = member.password_hash, passwords.hashed(form.password.data)
    with writing():
        member = current_member()
        actions.change_password(member, proven_hash=proven, password_hash=password_hash)
        secret = sign_ins.begin_sign_in(
            member, browser=browser_name(), second_step=has_second_step()
        )
    flash(_("Your password is changed. All other browsers are signed out."), "good")
    return carry_sign_in(_back(), secret, email=member.email or "")


@account.post("/language")
def choose_language() -> Response:
    """What pages and mails of this member are in, from now on and in every browser."""
    code = LanguageForm.sent().or_refuse().code
    with writing():
        actions.choose_language(current_member(), code)
    speak(code)
    flash(_("Your language is saved."), "good")
    return keep_choice(_back(), code)


@account.post("/sign-ins/<int:sign_in_id>/removal")
def end_sign_in(sign_in_id: int) -> Response:
    with writing():
        sign_ins.end_sign_in(sign_in_id, by=current_member())
    flash(_("That browser is signed out."), "good")
    return _back()


@account.post("/sign-ins/removal")
def end_other_sign_ins() -> Response:
    with writing():
        sign_ins.end_all_sign_ins(current_member(), but=sign_in_id())
    flash(_("All other browsers are signed out."), "good")
    return _back()


def _page(
    status: int = 200,
    name_form: NameForm | None = None,
    password_form: ChangePasswordForm | None = None,
) -> Response:
    member = current_member()
    return page(
        "account/show.html",
        status,
        name_form=name_form or NameForm(obj=member),
        language_form=LanguageForm(language=member.language or ""),
        password_form=password_form or ChangePasswordForm(),
        sign_ins=queries.live_sign_ins(member),
        here=sign_in_id(),
    )


def _back() -> Response:
    return redirect(url_for("account.show"), 303)
