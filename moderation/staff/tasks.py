"""Timed work about invitations."""

from forum.kernel.db import writing
from moderation.staff import actions


def forget_old_invitations() -> None:
    """Once a day: names and addresses of invitations that ended a month ago are deleted."""
    with writing():
        actions.forget_old_invitations()
