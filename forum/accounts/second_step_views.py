"""The second step: showing a code at the door, setting a phone up, taking it off."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts import phone_codes, queries, second_steps, sign_ins, throttles
from forum.accounts.browsers import browser_name
from forum.accounts.current import current_member, has_second_step, network_address, sign_in_id
from forum.accounts.forms import CodeForm, PasswordForm, SetUpForm
from forum.accounts.halfway import all_the_way, member_halfway
from forum.accounts.models import Member
from forum.accounts.onward import onward
from forum.accounts.proving import knows_password
from forum.kernel.db import writing
from forum.kernel.errors import Invalid, Missing
from forum.kernel.site import site_now
from forum.kernel.web import page, room

second_step = room("second_step", __file__)

OWN = "/me/sign-in/second-step"


@second_step.route("/sign-in/code", methods=["GET", "POST"])
def show_code() -> Response:
    """The second step of staff: the code of the phone, or one of those on paper."""
    path, member = onward(request.values.get("next")), member_halfway()
    if member is None:
        return redirect(url_for("accounts.sign_in", next=path), 303)
    form = CodeForm.sent()
    if request.method == "GET":
        return page("second_step/code.html", form=form, next=path)

    secret = _secret_by_code(member, form) if form.is_fine else None
    if secret is None:
        return page("second_step/code.html", 422, form=form, next=path)
    return all_the_way(member, secret, onward_to=path)


@second_step.get(OWN)
def show() -> Response:
    """Whether a phone is tied to the account; for staff without one, the square to set it up."""
    return _page()


@second_step.post(OWN)
def set_up() -> Response:
    """Tie the phone to the account by the first code that it shows."""
    form, here = SetUpForm.sent(), _here()
    if not form.is_fine:
        return _page(422, set_up_form=form)

    with writing():
        throttles.count(_spending(current_member()))
    try:
        with writing():
            member = current_member()
            codes = second_steps.set_up(
                member, locked=form.key.data, code=form.code.data, sign_in_id=here
            )
            throttles.succeeded(_spending(member))
    except Invalid as wrong:
        form.code.errors = [str(wrong)]
        return _page(422, set_up_form=form)
    path = onward(request.form.get("next"))
    return _shown_once("second_step/recovery_codes.html", codes=codes, next=path)


@second_step.post(f"{OWN}/removal")
def take_off() -> Response:
    """Take the phone off the account, after the password; other browsers are signed out."""
    form, member = PasswordForm.sent(), current_member()
    if not form.is_fine or not knows_password(member, form):
        return _page(422, password_form=form)

    with writing():
        member = current_member()
        second_steps.take_off(member, by=member, but=sign_in_id())
    flash(_("The old phone is taken off. Set up the new one now."), "good")
    return redirect(url_for("second_step.show"), 303)


def _secret_by_code(member: Member, form: CodeForm) -> str | None:
    """The secret of a new sign-in; None, with the sentence in the form, when it is not right."""
    spending = _spending(member)
    throttles.look(spending)
    with writing():
        throttles.count(spending)
    with writing():
        current = queries.member_of(member.id, lock=True)
        if not second_steps.accept_code(current, form.code.data):
            form.say_wrong()
            return None
        throttles.succeeded(spending)
        return sign_ins.begin_sign_in(current, browser=browser_name(), second_step=True)


def _page(
    status: int = 200,
    set_up_form: SetUpForm | None = None,
    password_form: PasswordForm | None = None,
) -> Response:
    member = current_member()
    form = set_up_form or SetUpForm()
    return _shown_once(
        "second_step/second_step.html",
        status,
        is_on=queries.has_second_step(member),
        is_shown_here=has_second_step(),
        is_for_them=member.role != "citizen",
        left=queries.recovery_codes_left(member),
        form=form,
        password_form=password_form or PasswordForm(),
        next=onward(request.values.get("next")),
        **_offer(member, form),
    )


def _offer(member: Member, form: SetUpForm) -> dict[str, str]:
    """The key as a square and in letters: the same again after a wrong code."""
    here = _here()
    try:
        key = second_steps.offered(form.key.data or "", here)
    except Invalid:
        key, form.key.data = second_steps.offered_key(here)
    address = phone_codes.address(key, name=member.email or "", place=site_now().name)
    return {"square": phone_codes.square(address), "letters": phone_codes.spelled(key)}


def _shown_once(template: str, status: int = 200, **shown: object) -> Response:
    """Nobody keeps this page: it may hold what is never shown again."""
    answer = page(template, status, **shown)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _spending(member: Member) -> throttles.Spending:
    return throttles.of_code(member.id, place=network_address())


def _here() -> int:
    here = sign_in_id()
    if here is None:
        raise Missing("We cannot find this sign-in.")
    return here
