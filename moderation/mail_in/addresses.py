"""The addresses mail comes in at: the desk's own, one for each service, one for each ticket.

The desk's is the sender of every mail, `FOLKMOOT_MAIL_FROM`. `ask+parking@…` goes to the service
with that name, `reply+fm-7k3qxn2d.…@…` to a ticket; its mark can only be made with our secret key.
"""

from flask import current_app

from forum.kernel import keys

TICKETS = "reply+"
SALT = "reply by mail"


def desk_address() -> str:
    return str(current_app.config["FOLKMOOT"].MAIL_FROM).strip().lower()


def is_on() -> bool:
    """Whether mail can come in at all."""
    return bool(current_app.config["FOLKMOOT"].LMTP)


def takes(address: str) -> bool:
    """Everything that looks like ours; what it names is looked at when the mail is handled."""
    local, domain = _parts(address)
    desk, our_domain = _parts(desk_address())
    if not local or domain != our_domain:
        return False
    return local == desk or local.startswith((f"{desk}+", TICKETS))


def reply_address(reference: str) -> str | None:
    """Where an answer about a ticket goes; None while no mail comes in."""
    if not is_on():
        return None
    named = reference.lower()
    mark = keys.mark_of(named, salt=SALT)
    return f"{TICKETS}{named}.{mark}@{_parts(desk_address())[1]}"


def ticket_answered(mailbox: str) -> str | None:
    """The reference of the ticket whose address this is; None when its mark is not ours."""
    local, _ = _parts(mailbox)
    named, _, mark = local.removeprefix(TICKETS).partition(".")
    if not local.startswith(TICKETS) or not keys.bears(named, mark, salt=SALT):
        return None
    return named.upper()


def service_named(mailbox: str) -> str:
    """The name of the service in an address like `ask+parking@…`, or nothing."""
    local, _ = _parts(mailbox)
    desk, _ = _parts(desk_address())
    return local.removeprefix(f"{desk}+") if local.startswith(f"{desk}+") else ""


def _parts(address: str) -> tuple[str, str]:
    local, _, domain = address.strip().lower().rpartition("@")
    return local, domain
