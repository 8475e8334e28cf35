"""Words that only this house can have written: signed with the secret key, or an older one."""

import hmac
from typing import cast

from flask import current_app


def seal(words: str) -> str:
    """The signature of these words, 64 letters and digits."""
    return _signed(words, cast(str, current_app.secret_key))


def is_sealed(words: str, claimed: str) -> bool:
    """Whether we signed these words, with the key of today or one of those before it."""
    keys = [cast(str, current_app.secret_key), *current_app.config["SECRET_KEY_FALLBACKS"]]
    sent = claimed.encode("utf-8", "replace")
    return any(hmac.compare_digest(_signed(words, key).encode(), sent) for key in keys)


def _signed(words: str, key: str) -> str:
    return hmac.new(key.encode(), words.encode("utf-8", "replace"), "sha256").hexdigest()
