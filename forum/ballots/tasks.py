"""Timed work of ballots."""

from forum.ballots import actions
from forum.kernel.db import writing


def count_closed() -> None:
    """Count each ballot that is closed, and destroy its papers."""
    with writing():
        actions.count_closed()
