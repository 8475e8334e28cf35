"""How often somebody may have a draft saved: more often than anybody types, less than a flood."""

from datetime import timedelta

from forum.kernel.limits import Limit, spend

SAVES = Limit(
    "drafts of member",
    600,
    timedelta(hours=1),
    "We have saved very often in the last hour, and pause for a while. Your text is still here.",
)


def count(member_id: int) -> None:
    """Raises TooMany, in the write transaction."""
    spend(SAVES, member_id)
