"""Signing up, from a form that is fine to the page that says to look at the mail."""

from collections.abc import Callable

from flask import redirect, url_for
from werkzeug.wrappers import Response

from forum.accounts import actions, passwords, throttles
from forum.accounts.browsers import carry_joining
from forum.accounts.current import network_address
from forum.accounts.forms import SignUpForm
from forum.kernel.db import writing
from forum.kernel.languages import chosen_here

Then = Callable[[int], None]


def join(form: SignUpForm, *, then: Then | None = None) -> Response:
    """The same answer whether or not the address was known.

    `then` is called with the id of whoever is new, in the transaction that makes the account.
    """
    password_hash = _sign_up(form, then)
    answer = redirect(url_for("accounts.mailed"), 303)
    return carry_joining(answer, email=form.email.data, password_hash=password_hash)


def _sign_up(form: SignUpForm, then: Then | None) -> str:
    """The hash of the password that was chosen."""
    spending = throttles.of_sign_up(form.email.data, place=network_address())
    throttles.look(spending)
    with writing():
        throttles.count(spending)
    password_hash = passwords.hashed(form.password.data)
    with writing():
        member_id = actions.sign_up(
            name=form.name.data,
            email=form.email.data,
            password_hash=password_hash,
            language=chosen_here(),
            is_under_18=form.is_under_18.data,
        )
        if then and member_id:
            then(member_id)
    return password_hash
