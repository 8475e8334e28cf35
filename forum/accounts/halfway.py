"""Between the password and the code of the phone: a mark in the browser that opens nothing."""

from datetime import timedelta

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from forum.accounts import queries
from forum.accounts.browsers import carry, carry_sign_in, drop
from forum.accounts.current import cookie_name
from forum.accounts.models import Member
from forum.accounts.seals import is_sealed, seal
from forum.kernel.clock import now
from forum.kernel.paging import LARGEST
from forum.kernel.site import asks_second_step

LASTS = timedelta(minutes=10)


def go_in(member: Member, secret: str | None, *, onward_to: str) -> Response:
    """After the password: inside, or with no secret yet to the page that asks for the code.

    Staff who have no phone tied to their account are led to where that is done.
    """
    if secret is None:
        return _ask_for_code(member, onward_to=onward_to)
    if member.is_staff and asks_second_step():
        onward_to = url_for("second_step.show", next=onward_to)
    return carry_sign_in(redirect(onward_to, 303), secret, email=member.email or "")


def all_the_way(member: Member, secret: str, *, onward_to: str) -> Response:
    """After the code."""
    answer = carry_sign_in(redirect(onward_to, 303), secret, email=member.email or "")
    drop(answer, name_of_mark())
    return answer


def member_halfway() -> Member | None:
    """Who has shown the right password in this browser a moment ago."""
    id_, _, rest = request.cookies.get(name_of_mark(), "").partition(".")
    until, _, claimed = rest.partition(".")
    if not _is_number(id_) or not _is_number(until) or int(until) < now().timestamp():
        return None
    member = queries.member_with_id(int(id_))
    if member is None or not is_sealed(_words(member, until), claimed):
        return None
    return member


def mark_of(member: Member) -> str:
    """Says for ten minutes that this person has shown the right password."""
    until = str(int((now() + LASTS).timestamp()))
    return f"{member.id}.{until}.{seal(_words(member, until))}"


def name_of_mark() -> str:
    return f"{cookie_name()}-half"


def _ask_for_code(member: Member, *, onward_to: str) -> Response:
    answer = redirect(url_for("second_step.show_code", next=onward_to), 303)
    carry(answer, name_of_mark(), mark_of(member), seconds=int(LASTS.total_seconds()))
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _words(member: Member, until: str) -> str:
    """A new password or another role makes the mark worth nothing."""
    return f"half way:{member.id}:{until}:{member.role}:{member.password_hash}"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST)) - 1
