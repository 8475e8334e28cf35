"""Signed links by which somebody says whether two of our people are one; worth a month."""

from datetime import timedelta

from forum.kernel import keys

LASTS = timedelta(days=30)
SIDES = ("one", "other")


def key_to(link_id: int, side: str) -> str:
    """`side` says to which of the two it was mailed."""
    return keys.key_to(link_id, salt=_salt(side))


def opened_by(key: str) -> tuple[int, str] | None:
    """The number of the connection and the side that was asked; None for a key not ours."""
    for side in SIDES:
        link_id = keys.opened_by(key, salt=_salt(side), lasts=LASTS)
        if link_id is not None:
            return link_id, side
    return None


def _salt(side: str) -> str:
    return f"connection {side}"
