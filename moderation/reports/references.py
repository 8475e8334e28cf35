"""References of reports and decisions, `RP-` and eight signs, and the keys that open them."""

from datetime import timedelta

from forum.kernel import keys, references

PREFIX = "RP-"
SALT = "report by mail"
LASTS = timedelta(days=200)  # longer than there is time to appeal


def new_reference() -> str:
    return references.new_reference(PREFIX)


def read_reference(text: str) -> str | None:
    return references.read_reference(text, PREFIX)


def key_to(report_id: int) -> str:
    """For whoever reported without an account: on the receipt and in the mail."""
    return keys.key_to(report_id, salt=SALT)


def report_opened_by(key: str | None) -> int | None:
    return keys.opened_by(key, salt=SALT, lasts=LASTS)
