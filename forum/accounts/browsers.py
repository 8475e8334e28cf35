"""What a browser carries: the sign-in, and marks of what was done in it before."""

from flask import current_app, request
from werkzeug.wrappers import Response

from forum.accounts.current import cookie_name
from forum.accounts.emails import email_key
from forum.accounts.models import Member
from forum.accounts.seals import is_sealed, seal
from forum.accounts.sign_ins import SIGN_IN_LASTS

KNOWN_FOR = 365 * 24 * 3600
JOINING_FOR = 3 * 24 * 3600
FAMILIES = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Windows": "Windows",
    "Macintosh": "a Mac",
    "Linux": "Linux",
}


def browser_name() -> str:
    """Enough to know one's own browsers by; nothing that tells people apart."""
    sent = request.user_agent.string
    family = next((name for sign, name in FAMILIES.items() if f"{sign}/" in sent), None)
    system = next((name for sign, name in SYSTEMS.items() if sign in sent), None)
    family = family or ("Safari" if "Safari/" in sent else "A browser")
    return f"{family} on {system}" if system else family


def carry_sign_in(response: Response, secret: str, *, email: str) -> Response:
    """The cookie of a sign-in that has just begun; no cache may keep this answer."""
    carry(response, cookie_name(), secret, seconds=int(SIGN_IN_LASTS.total_seconds()))
    carry(response, _mark_name(), seal(_mark(email)), seconds=KNOWN_FOR)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def drop_sign_in(response: Response) -> Response:
    drop(response, cookie_name())
    response.headers["Cache-Control"] = "private, no-store"
    return response


def is_known_browser(email: str) -> bool:
    """Whether somebody has signed in to the account of this address here before."""
    return is_sealed(_mark(email), request.cookies.get(_mark_name(), ""))


def carry_joining(response: Response, *, email: str, password_hash: str) -> Response:
    """A mark that this password was chosen here; the same for an address that is known already."""
    carry(response, _joining_name(), seal(_joining(email, password_hash)), seconds=JOINING_FOR)
    return response


def chose_password_here(member: Member) -> bool:
    """Whether the password that opens this account was chosen in this browser at the sign-up."""
    words = _joining(member.email or "", member.password_hash or "")
    return is_sealed(words, request.cookies.get(_joining_name(), ""))


def carry(response: Response, name: str, value: str, *, seconds: int) -> None:
    """A cookie that no script reads and no other site sends."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        secure=_is_secure(),
        httponly=True,
        samesite="Lax",
        path="/",
    )


def drop(response: Response, name: str) -> None:
    response.delete_cookie(name, secure=_is_secure(), httponly=True, samesite="Lax", path="/")


def _is_secure() -> bool:
    return bool(current_app.config["SECURE_COOKIES"])


def _mark_name() -> str:
    return f"{cookie_name()}-known"


def _mark(email: str) -> str:
    return f"known browser:{email_key(email)}"


def _joining_name() -> str:
    return f"{cookie_name()}-joining"


def _joining(email: str, password_hash: str) -> str:
    return f"joined here:{email_key(email)}:{password_hash}"
