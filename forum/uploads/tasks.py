"""Timed work about pictures."""

from forum.kernel.db import writing
from forum.uploads import actions


def forget_unused() -> None:
    """Once a day: what stands in no post."""
    with writing():
        actions.forget_unused()
