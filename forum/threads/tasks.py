"""Work on threads that a command starts."""

from forum.kernel.db import writing
from forum.threads import actions


def rebuild_counters() -> int:
    """How many rows `folkmoot rebuild counters` had to put right."""
    with writing():
        return actions.recount()
