"""The signed link at the foot of a mail with which mails of its kind are stopped at once."""

from typing import cast

from itsdangerous import BadSignature

from forum.kernel.errors import Missing
from forum.kernel.keys import lasting_signer
from forum.notifications.policy import CONCERNS

SALT = "stop mails"


def stop_path(member_id: int, kind: str) -> str:
    return f"/unsubscribe/{lasting_signer(SALT).dumps([member_id, kind])}"


def read_stop_link(token: str) -> tuple[int, str]:
    """Whose mails, of which kind. Raises Missing for a link that is not ours."""
    try:
        member_id, kind = cast(tuple[int, str], lasting_signer(SALT).loads(token))
    except (BadSignature, ValueError, TypeError) as error:
        raise _broken() from error
    if kind not in CONCERNS:
        raise _broken()
    return member_id, kind


def _broken() -> Missing:
    return Missing(
        "This link is broken. Open the one at the end of the mail again. Or sign in: you choose "
        "what we send you on your own page."
    )
