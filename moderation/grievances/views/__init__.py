"""Complaining about a broken promise, reviewing that, and the figures everybody may read."""

from moderation.grievances.views import complaining, published, reviewing
from moderation.grievances.views.blueprint import grievances

__all__ = ["complaining", "grievances", "published", "reviewing"]
