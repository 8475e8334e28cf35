"""The pages on which staff prepare rounds and answer in them."""

from moderation.hosting.views import answering, preparing
from moderation.hosting.views.room import hosting

__all__ = ["answering", "hosting", "preparing"]
