"""The signed link in a mail: it opens what one address follows to whoever reads that mailbox."""

import hmac
from typing import cast

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from forum.kernel.errors import Missing

Opened = tuple[int, int]
BROKEN = "This link is broken. Open the one in the mail again."


def token_for(reader_id: int, subject_id: int) -> str:
    return str(_signer().dumps([reader_id, subject_id]))


def opened_by(token: str) -> Opened:
    """Whose it is, and which of the things they follow. Raises Missing for what is not ours."""
    try:
        reader_id, subject_id = _signer().loads(token)
    except (BadData, ValueError, TypeError) as error:
        raise Missing(BROKEN) from error
    return int(reader_id), int(subject_id)


def digest_of(email_key: str) -> str:
    """What is kept of an address that wants no mail: worth nothing without our secret key."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"no mail:{email_key}".encode(), "sha256").hexdigest()


def digests_of(email_key: str) -> list[str]:
    """With the key of today and with those before it."""
    keys = [str(current_app.secret_key), *current_app.config["SECRET_KEY_FALLBACKS"]]
    told = f"no mail:{email_key}".encode()
    return [hmac.new(key.encode(), told, "sha256").hexdigest() for key in keys]


def _signer() -> URLSafeSerializer:
    """The newest key signs; links signed with older keys still work."""
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], cast(str, current_app.secret_key)]
    return URLSafeSerializer(keys, salt="follow by mail")
