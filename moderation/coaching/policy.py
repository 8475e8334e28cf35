"""Who of the staff reads what a group and its coach write."""

from collections.abc import Collection

from forum.accounts.models import Member
from forum.helping.queries import Group


def may_read(member: Member, group: Group, *, services: Collection[int]) -> bool:
    """Its coach, and whoever works for the service of the topic; no services means all of them."""
    if not member.works_here:
        return False
    is_coach = group.coach is not None and group.coach.id == member.id
    return is_coach or not services or group.topic.service_id in services
