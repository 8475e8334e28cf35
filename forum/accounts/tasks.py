"""Timed work about accounts."""

from forum.accounts import sign_ins
from forum.kernel.db import writing


def forget_ended() -> None:
    """Once a day: sign-ins and codes that ended a month ago are deleted."""
    with writing():
        sign_ins.forget_ended()
