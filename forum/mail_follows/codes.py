"""The signed link in a mail: it opens what one address follows to whoever reads that mailbox."""

from itsdangerous import BadData

from forum.accounts.seals import seal, seals_of
from forum.kernel.errors import Missing
from forum.kernel.keys import lasting_signer

Opened = tuple[int, int]
SALT = "follow by mail"
BROKEN = "This link is broken. Open the one in the mail again."


def token_for(reader_id: int, subject_id: int) -> str:
    return str(lasting_signer(SALT).dumps([reader_id, subject_id]))


def opened_by(token: str) -> Opened:
    """Whose it is, and which of the things they follow. Raises Missing for what is not ours."""
    try:
        reader_id, subject_id = lasting_signer(SALT).loads(token)
    except (BadData, ValueError, TypeError) as error:
        raise Missing(BROKEN) from error
    return int(reader_id), int(subject_id)


def digest_of(email_key: str) -> str:
    """What is kept of an address that wants no mail: worth nothing without our secret key."""
    return seal(_no_mail(email_key))


def digests_of(email_key: str) -> list[str]:
    """With the key of today and with those before it."""
    return seals_of(_no_mail(email_key))


def _no_mail(email_key: str) -> str:
    return f"no mail:{email_key}"
