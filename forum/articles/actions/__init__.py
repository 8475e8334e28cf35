"""What staff do with articles, and what readers say of them."""

from forum.articles.actions.judging import judge_article
from forum.articles.actions.writing import (
    Draft,
    Source,
    change_article,
    check_article,
    move_article,
    name_sources,
    write_article,
)

__all__ = [
    "Draft",
    "Source",
    "change_article",
    "check_article",
    "judge_article",
    "move_article",
    "name_sources",
    "write_article",
]
