"""Whether a form was sent from our own pages, and not by another site in somebody's name."""

import hmac
import secrets
from typing import cast
from urllib.parse import urlsplit

from flask import current_app, g, request
from flask_login import current_user

from forum.kernel.errors import Refused

SAFE = {"GET", "HEAD", "OPTIONS"}
RANDOM_BYTES = 16
# RFC 8058: the mail program posts it. What an outside desk sends carries a signature of its own.
UNSIGNED = {"notifications.unsubscribe_at_once", "mail_follows.stop", "handover.receive"}


def csrf_token() -> str:
    """Bound to the sign-in, and another one on each page: what stays the same can be guessed.

    Visitors have no sign-in: their pages hold no token and set no cookie.
    """
    if not _sign_in():
        return ""
    if "csrf_token" not in g:
        g.csrf_token = _token_for(secrets.token_hex(RANDOM_BYTES))
    return cast(str, g.csrf_token)


def refuse_forgery() -> None:
    """Unsafe requests must come from our own pages; signed-in ones also carry a token."""
    if request.method in SAFE or g.get("by_token") or request.endpoint is None:
        return
    if request.endpoint in UNSIGNED:
        return
    if not _is_from_our_pages():
        raise Refused("This form was not sent from our own pages. Open the page again and retry.")
    sent = request.form.get("csrf_token") or request.headers.get("X-CSRF-Token", "")
    if _sign_in() and not _is_ours(sent):
        raise Refused("This page was open for too long. Open it again and send the form once more.")


def _is_from_our_pages() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    if origin is None:
        return request.path.startswith("/api/")
    try:
        return urlsplit(origin).netloc == request.host
    except ValueError:
        return False


def _is_ours(sent: str) -> bool:
    """Its random part comes back with the digest that was made over it."""
    expected = _token_for(sent.partition("-")[0])
    return hmac.compare_digest(_bytes(expected), _bytes(sent))


def _token_for(random_part: str) -> str:
    key = _bytes(cast(str, current_app.secret_key))
    digest = hmac.new(key, _bytes(f"csrf:{random_part}:{_sign_in()}"), "sha256").hexdigest()
    return f"{random_part}-{digest}"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _sign_in() -> str:
    return g.get("sign_in_secret") or "" if current_user.is_authenticated else ""
