"""In January everybody who helped somebody last year is told once that the year can be read."""

from collections.abc import Iterable

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.events import publish
from forum.recognition.events import YearEnded
from forum.recognition.models import YearLookedAt
from forum.recognition.queries.years import people_helped_in
from forum.reputation.policy import has_rungs


def look_at_year(member_ids: Iterable[int], *, year: int) -> None:
    """Once for each person and year, whether they are told or not."""
    for member_id in member_ids:
        if insert_once(YearLookedAt, member_id=member_id, year=year, looked_at=now()):
            _tell(db.get_one(Member, member_id), year)


def _tell(member: Member, year: int) -> None:
    if has_rungs(member) and people_helped_in(member, year):
        publish(YearEnded(actor_id=None, member_id=member.id, year=year))
