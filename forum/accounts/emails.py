"""E-mail addresses: which ones we can write to, and when two are the same."""

import re

from forum.kernel.errors import Invalid

LONGEST = 254
LONGEST_LOCAL = 64
WRONG = "This does not look like an e-mail address. It should look like name@example.org."
LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.I | re.A)
DOTS_SAY_NOTHING = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
"""Where ada.okafor@ and adaokafor@ are one mailbox, as the provider says, and its one name."""
DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.I | re.A)


def checked_email(text: str) -> str:
    """The address as mail servers spell it. Raises Invalid with the sentence to show."""
    local, _, domain = _spelled(text.strip()).rpartition("@")
    fits = len(local) <= LONGEST_LOCAL and len(local) + len(domain) < LONGEST
    if not fits or not LOCAL.fullmatch(local) or not DOMAIN.fullmatch(domain):
        raise Invalid(WRONG)
    return f"{local}@{domain}"


def email_key(text: str) -> str:
    """Two addresses with the same key belong to the same person; never raises."""
    return _spelled(text.strip()).lower()


def mailbox_of(text: str) -> str:
    """Two addresses with the same one end in one mailbox: what stands behind a plus is the owner's
    own note (RFC 5233), and one provider ignores dots. Never raises.
    """
    local, at, domain = email_key(text).rpartition("@")
    local = local.partition("+")[0] or local
    if domain in DOTS_SAY_NOTHING:
        local, domain = local.replace(".", ""), DOTS_SAY_NOTHING[domain]
    return f"{local}{at}{domain}"


def _spelled(text: str) -> str:
    """Domains in other scripts have a spelling in ASCII letters."""
    local, at, domain = text.rpartition("@")
    try:
        return f"{local}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return text
