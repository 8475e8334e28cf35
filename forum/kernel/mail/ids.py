"""What our mails are called (Message-ID), by which answers find back to what they answer."""

import hmac
import re
from urllib.parse import urlsplit

from flask import current_app

OURS = re.compile(r"<?mail\.(\d{1,18})\.([0-9a-fA-F]{24})@[^<>\s]{1,255}>?", re.A)


def message_id(mail_id: int) -> str:
    mark = _mark(mail_id, str(current_app.secret_key))
    return f"<mail.{mail_id}.{mark}@{_host()}>"


def mail_named(text: str) -> int | None:
    """The number of the mail of ours that a Message-ID names; None when it is not one of ours."""
    found = OURS.fullmatch(text.strip())
    if found is None:
        return None
    known = (current_app.config["SECRET_KEY"], *current_app.config["SECRET_KEY_FALLBACKS"])
    marks = [_mark(int(found[1]), secret) for secret in known]
    is_ours = any(hmac.compare_digest(mark, found[2].lower()) for mark in marks)
    return int(found[1]) if is_ours else None


def _mark(mail_id: int, secret: str) -> str:
    return hmac.new(secret.encode(), f"mail:{mail_id}".encode(), "sha256").hexdigest()[:24]


def message_id_with(key: str) -> str:
    """The Message-ID of a letter that has a key."""
    return f"<{key}@{_host()}>"


def _host() -> str | None:
    return urlsplit(str(current_app.config["BASE_URL"])).hostname
