"""The pages of problems: for the desk, and for everybody."""

from moderation.problems.views import keeping, known, linking, telling
from moderation.problems.views.room import problems

__all__ = ["keeping", "known", "linking", "problems", "telling"]
