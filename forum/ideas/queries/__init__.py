"""Questions asked of ideas; none of them changes anything."""

from forum.ideas.queries.boards import (
    Place,
    all_boards,
    board_called,
    facts_of,
    ideas_on_boards,
    kept_board,
    place_called,
    place_of,
    places,
)
from forum.ideas.queries.comments import Said, comments_on
from forum.ideas.queries.history import Move, Reply, moves_of, replies_of
from forum.ideas.queries.ideas import LARGEST, Case, case_of, visible_idea
from forum.ideas.queries.lists import ORDERS, Line, ideas_in
from forum.ideas.queries.public import PUBLIC_IDEAS
from forum.ideas.queries.review import SHOWS, Waiting, ideas_of, waiting
from forum.ideas.queries.subjects import SUBJECTS, idea_path

__all__ = [
    "LARGEST",
    "ORDERS",
    "PUBLIC_IDEAS",
    "SHOWS",
    "SUBJECTS",
    "Case",
    "Line",
    "Move",
    "Place",
    "Reply",
    "Said",
    "Waiting",
    "all_boards",
    "board_called",
    "case_of",
    "comments_on",
    "facts_of",
    "idea_path",
    "ideas_in",
    "ideas_of",
    "ideas_on_boards",
    "kept_board",
    "moves_of",
    "place_called",
    "place_of",
    "places",
    "replies_of",
    "visible_idea",
    "waiting",
]
