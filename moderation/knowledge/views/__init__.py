"""The pages on which staff make articles and keep them."""

from moderation.knowledge.views import keeping, writing
from moderation.knowledge.views.room import knowledge

__all__ = ["keeping", "knowledge", "writing"]
