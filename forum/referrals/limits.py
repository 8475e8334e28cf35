"""How often somebody takes a new link: each ends the one before."""

from datetime import timedelta

from forum.kernel.limits import Limit

LINKS = Limit(
    "join links of member",
    5,
    timedelta(days=1),
    "You made 5 invitations today. Make the next one tomorrow.",
)
