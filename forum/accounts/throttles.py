"""How often one may try: to sign in, to sign up, to have a mail sent.

A try is counted, and committed, before the password is looked at, so that many tries at once
cannot pass together; one that succeeds is given back. Limits are keyed by what was typed, so
that known and unknown addresses are treated alike. The figures are those of PyPI's warehouse.
"""

from datetime import timedelta

from forum.accounts.emails import email_key
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
SIGN_INS_OF_KNOWN_BROWSER = Limit("sign-ins, known browser", 10, timedelta(minutes=5), TRIED_OFTEN)
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
MAILS_FROM_PLACE = Limit("account mails from place", 20, timedelta(hours=1), TRIED_OFTEN)
CODES_OF_MEMBER = Limit(
    "codes of member", 5, timedelta(minutes=5), "There were many tries. Wait a few minutes."
)
CODES_OF_MEMBER_A_DAY = Limit(
    "codes of member a day",
    50,
    timedelta(days=1),
    "There were many wrong codes today. Ask an administrator, or try again tomorrow.",
)
TOKENS_OF_MEMBER = Limit("tokens of member", 20, timedelta(days=1), "You can make 20 tokens a day.")
NAMES_OF_MEMBER = Limit(
    "names of member", 3, timedelta(days=1), "You can change your name three times a day."
)

Spending = list[tuple[Limit, str]]


def of_sign_in(email: str, *, place: str, browser_is_known: bool) -> Spending:
    """A browser that signed in to this account before has tries of its own, so that strangers
    who guess cannot lock the owner out.
    """
    if browser_is_known:
        return [(SIGN_INS_OF_KNOWN_BROWSER, email_key(email))]
    return [
        (SIGN_INS_OF_ACCOUNT, email_key(email)),
        (SIGN_INS_FROM_PLACE, place),
        (SIGN_INS_OF_EVERYONE, EVERYONE),
    ]


def of_code(member_id: int, *, place: str) -> Spending:
    """Whoever gets this far knows the password, so that strangers cannot lock anybody out."""
    return [
        (CODES_OF_MEMBER, str(member_id)),
        (CODES_OF_MEMBER_A_DAY, str(member_id)),
        (SIGN_INS_FROM_PLACE, place),
    ]


def of_sign_up(email: str, *, place: str) -> Spending:
    return [(VERIFYING_MAILS, email_key(email)), (SIGN_UPS_FROM_PLACE, place)]


def of_verifying_mail(email: str, *, place: str) -> Spending:
    return [(VERIFYING_MAILS, email_key(email)), (MAILS_FROM_PLACE, place)]


def of_reset_mail(email: str, *, place: str) -> Spending:
    return [(RESET_MAILS, email_key(email)), (MAILS_FROM_PLACE, place)]


def look(spending: Spending) -> None:
    """Raises TooMany. Only reads, so that a flood never takes the write lock."""
    for limit, key in spending:
        check(limit, key)


def count(spending: Spending) -> None:
    """Raises TooMany, in the write transaction."""
    for limit, key in spending:
        spend(limit, key)


def succeeded(spending: Spending) -> None:
    """The account starts again; what was taken from others is given back."""
    (account, key), *rest = spending
    forgive(account, key)
    for limit, key in rest:
        give_back(limit, key)
