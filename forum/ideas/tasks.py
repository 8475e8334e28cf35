"""Work on ideas that a command or the clock starts."""

from forum.ideas import actions
from forum.kernel.db import writing


def rebuild_counters() -> int:
    """How many ideas `folkmoot rebuild ideas` had to put right."""
    with writing():
        return actions.recount()


def rebuild_boards() -> int:
    """What pages know of the boards, made anew from them; 1 when it had been wrong."""
    with writing():
        return actions.rebuild_boards()


def rank_ideas() -> None:
    """Once an hour: what the board expects of an idea has moved with all the others."""
    with writing():
        actions.rank_all()
