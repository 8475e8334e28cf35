"""What the desk does with problems, and what citizens do with those they may read."""

from moderation.problems.actions.following import follow, unfollow
from moderation.problems.actions.keeping import Facts, change, move, open_problem, set_alert
from moderation.problems.actions.linking import link, link_new_ticket, unlink
from moderation.problems.actions.sending import deliver
from moderation.problems.actions.telling import Words, tell_all
from moderation.problems.actions.undoing import undo_change, undo_move

__all__ = [
    "Facts",
    "Words",
    "change",
    "deliver",
    "follow",
    "link",
    "link_new_ticket",
    "move",
    "open_problem",
    "set_alert",
    "tell_all",
    "undo_change",
    "undo_move",
    "unfollow",
    "unlink",
]
