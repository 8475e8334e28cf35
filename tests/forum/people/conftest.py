"""Questions and answers as in the tests about threads, and a first person helped."""

from collections.abc import Callable

import pytest

from tests.cast import Person
from tests.forum.threads.conftest import answer_id, answers, asks, thread_id

__all__ = ["answer_id", "answers", "asks", "thread_id"]


@pytest.fixture
def helped(ada: Person, thread_id: int, answer_id: int, deliver: Callable[[], None]) -> None:
    """Ada says that Ben's answer solved it."""
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
    deliver()
