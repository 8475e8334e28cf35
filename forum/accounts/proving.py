"""Showing once more, before something that matters, that one knows one's password."""

from forum.accounts import passwords, throttles
from forum.accounts.browsers import is_known_browser
from forum.accounts.current import network_address
from forum.accounts.forms import PasswordForm
from forum.accounts.models import Member
from forum.kernel.db import writing


def knows_password(member: Member, form: PasswordForm) -> bool:
    """Guessing here is counted with guessing at the door. False puts the sentence at the field."""
    email = member.email or ""
    spending = throttles.of_sign_in(
        email, place=network_address(), browser_is_known=is_known_browser(email)
    )
    throttles.look(spending)
    with writing():
        throttles.count(spending)
    if not passwords.matches(member.password_hash, form.current_password.data):
        form.say_wrong()
        return False
    with writing():
        throttles.succeeded(spending)
    return True
