"""Passing tickets on, and the figures about it that everybody may read."""

from moderation.owners.views import passing, published
from moderation.owners.views.blueprint import owners

__all__ = ["owners", "passing", "published"]
