"""Dev has a colleague, Nell, and a manager, Mara."""

from tests.moderation.colleagues import mara, nell, outbox
from tests.moderation.problems.conftest import problem

__all__ = ["mara", "nell", "outbox", "problem"]
