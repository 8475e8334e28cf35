"""Dev has a colleague, Nell, and a manager, Mara."""

from tests.moderation.colleagues import mara, nell, outbox

__all__ = ["mara", "nell", "outbox"]
