"""The pages on which managers keep boards and reasons."""

from moderation.choices.views import boards, changes, reasons
from moderation.choices.views.room import choices

__all__ = ["boards", "changes", "choices", "reasons"]
