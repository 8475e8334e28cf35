"""Pages for people outside: sign up, prove the address, sign in, choose a new password."""

from collections.abc import Callable

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from forum.accounts import actions, passwords, queries, sign_ins, throttles
from forum.accounts.browsers import (
    browser_name,
    chose_password_here,
    drop_sign_in,
    is_known_browser,
)
from forum.accounts.codes import Purpose, known_code, live_code
from forum.accounts.current import network_address, reader, sign_in_id
from forum.accounts.forms import AddressForm, NewPasswordForm, SignInForm, SignUpForm
from forum.accounts.halfway import go_in
from forum.accounts.joining import join
from forum.accounts.models import Member
from forum.accounts.onward import HOME, onward
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.site import site_now
from forum.kernel.slots import Slot
from forum.kernel.web import page, room

accounts = room("accounts", __file__)
welcomed = Slot("welcome")

BOTH = ["GET", "POST"]
Begun = tuple[Member, str | None]


@accounts.route("/sign-up", methods=BOTH)
def sign_up() -> Response:
    if reader():
        return redirect(HOME, 303)
    if site_now().is_pilot:
        return page("accounts/by_invitation.html", 200 if request.method == "GET" else 403)
    form = SignUpForm.sent()
    if request.method == "GET":
        return page("accounts/sign_up.html", form=form)
    if not form.is_fine:
        return page("accounts/sign_up.html", 422, form=form)

    return join(form)


@accounts.get("/sign-up/sent")
def mailed() -> Response:
    """The same for everybody, so that it tells nothing about an address."""
    return page("accounts/mailed.html")


@accounts.route("/verify", methods=BOTH)
def ask_to_verify() -> Response:
    form = AddressForm.sent()
    if request.method == "GET":
        return page("accounts/ask_to_verify.html", form=form)
    if not form.is_fine:
        return page("accounts/ask_to_verify.html", 422, form=form)

    _have_mailed(form.email.data, Purpose.VERIFY, throttles.of_verifying_mail)
    return redirect(url_for("accounts.mailed"), 303)


@accounts.get("/verify/<code>")
def verify(code: str) -> Response:
    """Looking changes nothing: mail programs open links before people do."""
    try:
        member = queries.member_of(live_code(code, Purpose.VERIFY).member_id)
    except Missing as dead:
        return _dead_link(dead, "accounts.ask_to_verify")
    form = None if _knows_password(member) else NewPasswordForm.sent()
    return page("accounts/verify.html", code=code, form=form)


@accounts.post("/verify/<code>")
def prove_address(code: str) -> Response:
    """Whoever signed up may be a stranger to this mailbox: elsewhere a new password is chosen."""
    form = NewPasswordForm.sent()
    try:
        form.owner = _owner_of(code)
        password_hash = _password_of_newcomer(form)
        if password_hash == "":
            return page("accounts/verify.html", 422, code=code, form=form)
        with writing():
            member = actions.verify_email(code, password_hash=password_hash)
            begins = member is not None and not reader()
            secret = _begin(member) if member and begins else None
    except Missing as dead:
        return _dead_link(dead, "accounts.ask_to_verify")
    if member and begins:
        return go_in(member, secret, onward_to=url_for("accounts.welcome"))
    return redirect(url_for("accounts.welcome" if member else "accounts.sign_in"), 303)


@accounts.get("/welcome")
def welcome() -> Response:
    member = reader()
    besides = welcomed.render([member.id], to=member).get(member.id) if member else None
    return page("accounts/welcome.html", besides=besides)


@accounts.route("/sign-in", methods=BOTH)
def sign_in() -> Response:
    path = onward(request.values.get("next"))
    if reader():
        return redirect(path, 303)
    form = SignInForm.sent()
    if request.method == "GET":
        return page("accounts/sign_in.html", form=form, next=path)

    begun = _begun(form) if form.is_fine else None
    if begun is None:
        return page("accounts/sign_in.html", 422, form=form, next=path)
    return go_in(*begun, onward_to=path)


@accounts.post("/sign-out")
def sign_out() -> Response:
    if reader():
        with writing():
            member, current = reader(), sign_in_id()
            if member and current:
                sign_ins.end_sign_in(current, by=member)
    return drop_sign_in(redirect(HOME, 303))


@accounts.route("/password", methods=BOTH)
def forgotten() -> Response:
    form = AddressForm.sent()
    if request.method == "GET":
        return page("accounts/forgotten.html", form=form)
    if not form.is_fine:
        return page("accounts/forgotten.html", 422, form=form)

    _have_mailed(form.email.data, Purpose.RESET, throttles.of_reset_mail)
    return redirect(url_for("accounts.mailed"), 303)


@accounts.get("/password/<code>")
def new_password(code: str) -> Response:
    try:
        live_code(code, Purpose.RESET)
    except Missing as dead:
        return _dead_link(dead, "accounts.forgotten")
    return page("accounts/new_password.html", form=NewPasswordForm.sent(), code=code)


@accounts.post("/password/<code>")
def choose_password(code: str) -> Response:
    form = NewPasswordForm.sent()
    try:
        form.owner = queries.member_of(live_code(code, Purpose.RESET).member_id)
        if not form.is_fine:
            return page("accounts/new_password.html", 422, form=form, code=code)
        password_hash = passwords.hashed(form.password.data)
        with writing():
            member = actions.choose_password(code, password_hash=password_hash)
            secret = _begin(member)
    except Missing as dead:
        return _dead_link(dead, "accounts.forgotten")
    return go_in(member, secret, onward_to=url_for("account.show"))


def _owner_of(code: str) -> Member:
    """Whose address the link proves, or proved. Raises Missing for a dead one."""
    member = queries.member_of(known_code(code, Purpose.VERIFY).member_id)
    if not member.is_verified:
        live_code(code, Purpose.VERIFY)
    return member


def _knows_password(member: Member) -> bool:
    """Whether the person at this browser chose the password, or has signed in with it."""
    someone = reader()
    return chose_password_here(member) or (someone is not None and someone.id == member.id)


def _password_of_newcomer(form: NewPasswordForm) -> str | None:
    """None where none is needed, "" where it is missing or too weak: the form says so."""
    member = form.owner
    if member is None or member.is_verified or _knows_password(member):
        return None
    return passwords.hashed(form.password.data) if form.is_fine else ""


def _have_mailed(email: str, purpose: Purpose, limits: Callable[..., throttles.Spending]) -> None:
    """One transaction, which writes for an unknown address too, so that it takes as long."""
    spending = limits(email, place=network_address())
    throttles.look(spending)
    with writing():
        throttles.count(spending)
        actions.request_code(email, purpose)


def _begun(form: SignInForm) -> Begun | None:
    """Whose password it is, with a new sign-in unless a code is still to come; None when wrong."""
    email, password = form.email.data, form.password.data
    spending = throttles.of_sign_in(
        email, place=network_address(), browser_is_known=is_known_browser(email)
    )
    throttles.look(spending)
    with writing():
        throttles.count(spending)
        lock = queries.lock_of(email)
    if not passwords.matches(lock.password_hash, password):
        form.say_wrong()
        return None
    return _open(lock, password, spending)


def _open(lock: queries.Lock, password: str, spending: throttles.Spending) -> Begun:
    proven = lock.password_hash or ""
    fresh = passwords.hashed(password) if passwords.is_outdated(proven) else None
    with writing():
        throttles.succeeded(spending)
        return sign_ins.sign_in(
            lock.member_id, proven_hash=proven, browser=browser_name(), fresh_hash=fresh
        )


def _begin(member: Member) -> str | None:
    return sign_ins.first_step_done(member, browser=browser_name())


def _dead_link(dead: Missing, fresh_link: str) -> Response:
    return page("accounts/dead_link.html", dead.status, sentence=dead, again=url_for(fresh_link))
