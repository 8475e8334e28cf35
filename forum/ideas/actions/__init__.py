"""What people and the policy team do with ideas."""

from forum.ideas.actions.boards import (
    change_board,
    main_board,
    make_default,
    open_board,
    rebuild_boards,
)
from forum.ideas.actions.deciding import decide, move_along
from forum.ideas.actions.deflecting import support_instead
from forum.ideas.actions.keeping import hide, release
from forum.ideas.actions.proposing import check_ideas, propose, withdraw_idea
from forum.ideas.actions.ranking_again import note_viewers, rank_all, recompute_top
from forum.ideas.actions.recounting import recount
from forum.ideas.actions.replying import reply
from forum.ideas.actions.supporting import TOP, support, withdraw_support

__all__ = [
    "TOP",
    "change_board",
    "check_ideas",
    "decide",
    "hide",
    "main_board",
    "make_default",
    "move_along",
    "note_viewers",
    "open_board",
    "propose",
    "rank_all",
    "rebuild_boards",
    "recompute_top",
    "recount",
    "release",
    "reply",
    "support",
    "support_instead",
    "withdraw_idea",
    "withdraw_support",
]
