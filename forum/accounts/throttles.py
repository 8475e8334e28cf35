"""How often one may try: to sign in, to sign up, to have a mail sent.

A try is counted, and committed, before the password is looked at, so that many tries at once
cannot pass together; one that succeeds is given back. Limits are keyed by what was typed, so
that known and unknown addresses are treated alike. The figures are those of PyPI's warehouse.
"""

from datetime import timedelta

from forum.accounts.emails import email_key
from forum.kernel.db import writing
from forum.kernel.limits import Limit, check, forgive, give_back, spend

TRIED_OFTEN = (
    "There were many tries to sign in. Wait a few minutes, or choose a new password by e-mail."
)
MAILED_OFTEN = (
    "We have sent as many mails to this address as we send in one day. "
    "Look among your unwanted mail, or contact us."
)
EVERYONE = "everyone"

SIGN_INS_OF_ACCOUNT = Limit("sign-ins of account", 10, timedelta(minutes=5), TRIED_OFTEN)
SIGN_INS_FROM_PLACE = Limit("sign-ins from place", 10, timedelta(minutes=5), TRIED_OFTEN)
SIGN_INS_OF_EVERYONE = Limit("sign-ins of everyone", 1000, timedelta(minutes=5), TRIED_OFTEN)
SIGN_UPS_FROM_PLACE = Limit(
    "sign-ups from place",
    10,
    timedelta(hours=1),
    "Many people signed up from where you are. Try again in an hour.",
)
VERIFYING_MAILS = Limit("verifying mails", 3, timedelta(hours=6), MAILED_OFTEN)
RESET_MAILS = Limit("reset mails", 5, timedelta(days=1), MAILED_OFTEN)
RESETS_FROM_PLACE = Limit("resets from place", 20, timedelta(hours=1), TRIED_OFTEN)

Spending = list[tuple[Limit, str]]


def count_sign_in(email: str, *, place: str, browser_is_known: bool) -> None:
    """Raises TooMany. A browser that signed in to this account before has tries of its own,

    so that strangers who guess cannot lock the owner out.
    """
    _count(_of_sign_in(email, place, browser_is_known))


def sign_in_succeeded(email: str, *, place: str, browser_is_known: bool) -> None:
    """To be called in the transaction that begins the sign-in."""
    (limit, key), *rest = _of_sign_in(email, place, browser_is_known)
    forgive(limit, key)
    for limit, key in rest:
        give_back(limit, key)


def count_sign_up(email: str, *, place: str) -> None:
    _count([(VERIFYING_MAILS, email_key(email)), (SIGN_UPS_FROM_PLACE, place)])


def count_verifying_mail(email: str) -> None:
    _count([(VERIFYING_MAILS, email_key(email))])


def count_reset_mail(email: str, *, place: str) -> None:
    _count([(RESET_MAILS, email_key(email)), (RESETS_FROM_PLACE, place)])


def _of_sign_in(email: str, place: str, browser_is_known: bool) -> Spending:
    account = email_key(email)
    if browser_is_known:
        return [(SIGN_INS_OF_ACCOUNT, f"known browser of {account}")]
    return [
        (SIGN_INS_OF_ACCOUNT, account),
        (SIGN_INS_FROM_PLACE, place),
        (SIGN_INS_OF_EVERYONE, EVERYONE),
    ]


def _count(spending: Spending) -> None:
    """Looks first, on the engine that only reads: a flood never takes the write lock."""
    for limit, key in spending:
        check(limit, key)
    with writing():
        for limit, key in spending:
            spend(limit, key)
