"""How many pictures one person may send, and how much room they may take."""

from datetime import timedelta

from forum.kernel.limits import Limit, spend

MOST_ROOM = 50 * 1024 * 1024
NO_ROOM = (
    "Your pictures take up all the room there is for one person. "
    "You can post your text without this one."
)
PICTURES = Limit(
    "pictures of member",
    30,
    timedelta(days=1),
    "You have sent 30 pictures today. Send the next one tomorrow.",
)


def count(member_id: int) -> None:
    """Raises TooMany, in the write transaction."""
    spend(PICTURES, member_id)
