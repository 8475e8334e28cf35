"""Managers, hats and people as in the tests about hats."""

from tests.forum.hats.conftest import (
    answer_id,
    answers,
    asks,
    gives,
    grant_id,
    hat_id,
    hats_on,
    mara,
    thread_id,
)

__all__ = [
    "answer_id",
    "answers",
    "asks",
    "gives",
    "grant_id",
    "hat_id",
    "hats_on",
    "mara",
    "thread_id",
]
