"""Questions asked of ideas; none of them changes anything."""

from forum.ideas.queries.comments import Said, comments_on
from forum.ideas.queries.history import Move, Reply, moves_of, replies_of
from forum.ideas.queries.ideas import LARGEST, Case, case_of, visible_idea
from forum.ideas.queries.lists import ORDERS, Line, ideas_in
from forum.ideas.queries.public import PUBLIC_IDEAS
from forum.ideas.queries.review import MANY, SHOWS, Waiting, ideas_of, waiting
from forum.ideas.queries.subjects import SUBJECTS, idea_path

__all__ = [
    "LARGEST",
    "MANY",
    "ORDERS",
    "PUBLIC_IDEAS",
    "SHOWS",
    "SUBJECTS",
    "Case",
    "Line",
    "Move",
    "Reply",
    "Said",
    "Waiting",
    "case_of",
    "comments_on",
    "idea_path",
    "ideas_in",
    "ideas_of",
    "moves_of",
    "replies_of",
    "visible_idea",
    "waiting",
]
