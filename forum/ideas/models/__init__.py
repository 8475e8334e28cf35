"""What there is: boards, ideas on them, who stands behind each, and what was decided."""

from forum.ideas.models.boards import Board, IdeaThreshold
from forum.ideas.models.ideas import (
    LONGEST_SUMMARY,
    Idea,
    IdeaComment,
    IdeaViewer,
    OfficialReply,
    StageMove,
    Support,
)

__all__ = [
    "LONGEST_SUMMARY",
    "Board",
    "Idea",
    "IdeaComment",
    "IdeaThreshold",
    "IdeaViewer",
    "OfficialReply",
    "StageMove",
    "Support",
]
