"""Timed work of rounds."""

from forum.kernel.db import writing
from forum.rounds import actions


def close_ended() -> None:
    """Write down of each round whose time is over that it is closed."""
    with writing():
        actions.close_ended()
