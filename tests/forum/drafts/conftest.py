"""Drafts are tried on a question of Ada's with an answer of Ben's."""

from tests.forum.threads.conftest import answer_id, answers, asks, thread_id

__all__ = ["answer_id", "answers", "asks", "thread_id"]
