"""What `folkmoot doctor` asks about badges: nobody has one who should have none."""

from collections.abc import Iterator

from sqlalchemy import or_, select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.house import Finding
from forum.recognition.models import BadgeGiven


def badges_of_nobody() -> Iterator[Finding]:
    """People under 18 and people who have left have no badge, shown or not."""
    rows = select(Member.id).join(BadgeGiven, BadgeGiven.member_id == Member.id)
    rows = rows.where(BadgeGiven.ended_at.is_(None))
    rows = rows.where(or_(Member.is_under_18, Member.erased_at.is_not(None))).distinct()
    for member_id in db.scalars(rows):
        yield Finding("badges", f"Member {member_id} has a badge and must have none.")


CHECKS: dict[str, object] = {"badges": badges_of_nobody}
