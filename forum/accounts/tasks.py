"""Timed work about accounts."""

from forum.accounts import actions
from forum.kernel.db import writing


def forget_ended() -> None:
    """Once a day: sign-ins and codes that ended a month ago are deleted."""
    with writing():
        actions.forget_ended()
