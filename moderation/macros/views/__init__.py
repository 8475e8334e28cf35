"""The pages of ready answers and macros: keeping them, and using a macro on a ticket."""

from moderation.macros.views import keeping, using
from moderation.macros.views.room import macros

__all__ = ["keeping", "macros", "using"]
