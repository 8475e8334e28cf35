"""From which network somebody signed in comes: noticed once a day, written with the next batch."""

from datetime import date
from ipaddress import ip_network
from typing import Any, cast

from flask import current_app

from forum.accounts.current import known_signed_in, network_address
from forum.integrity.actions import Seen
from forum.kernel.cache import observe
from forum.kernel.clock import now

MOST = 100_000


def notice_network() -> None:
    """Only where the page has found out who is asking; programs with a token are left out."""
    member_id, network, today = known_signed_in(), network_address(), now().date()
    if member_id and is_open(network) and _is_new(member_id, network, today):
        seen: Seen = (member_id, network, today)
        observe("network", seen)


def is_open(network: str) -> bool:
    """Whether it is of the open internet. An inner address says which of our own machines passed
    the request on, or that somebody works in the town hall.
    """
    try:
        return ip_network(network).network_address.is_global
    except ValueError:
        return False


def _is_new(member_id: int, network: str, today: date) -> bool:
    """What this process has noticed today is remembered as numbers that mean nothing outside it."""
    known = _known(today)
    one = hash((member_id, network))
    if one in known or len(known) >= MOST:
        return False
    known.add(one)
    return True


def _known(today: date) -> set[int]:
    kept: dict[str, Any] = current_app.extensions.setdefault("networks noticed", {})
    if kept.get("day") != today:
        kept.update(day=today, known=set())
    return cast("set[int]", kept["known"])
