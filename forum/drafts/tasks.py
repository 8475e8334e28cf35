"""Timed work about drafts."""

from forum.drafts import actions
from forum.kernel.db import writing


def forget_old() -> None:
    """Once a day: what nobody went on with for a month."""
    with writing():
        actions.forget_old()
