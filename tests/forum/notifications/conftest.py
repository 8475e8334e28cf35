"""Questions and answers, asked and answered as in the tests about threads."""

from tests.forum.threads.conftest import answer_id, answers, asks, thread_id

__all__ = ["answer_id", "answers", "asks", "thread_id"]
