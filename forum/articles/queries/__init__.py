"""Questions asked of articles; none of them changes anything."""

from forum.articles.queries.due import Due, due_again
from forum.articles.queries.lists import Line, for_staff, lately_checked, listed
from forum.articles.queries.one import (
    article_path,
    made_from,
    threads_behind,
    verdict_of,
    visible_article,
    ways_left,
)

__all__ = [
    "Due",
    "Line",
    "article_path",
    "due_again",
    "for_staff",
    "lately_checked",
    "listed",
    "made_from",
    "threads_behind",
    "verdict_of",
    "visible_article",
    "ways_left",
]
