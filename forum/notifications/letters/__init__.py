"""What the mails say. Each is written when it is sent, if the reader may still read it then."""

from forum.notifications.letters.ideas import (
    idea_decided,
    idea_followed,
    idea_released,
    idea_replied,
)
from forum.notifications.letters.threads import (
    accepted,
    answered,
    commented,
    followed,
    official_answer,
)

__all__ = [
    "accepted",
    "answered",
    "commented",
    "followed",
    "idea_decided",
    "idea_followed",
    "idea_released",
    "idea_replied",
    "official_answer",
]
