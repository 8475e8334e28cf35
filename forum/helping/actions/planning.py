"""At which times of the week somebody looks after a topic, and until when they are away."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete

from forum.accounts.models import Member
from forum.helping import queries
from forum.helping.models import HelpingHour
from forum.kernel.db import SILENT, db, insert_missing


def set_hours(
    slug: str, *, by: Member, times: Collection[tuple[int, str]], away_until: date | None
) -> None:
    """`times` are (weekday, part of the day), Monday is 0; they stand in place of those before."""
    group = queries.group_of(slug, to=by)
    mine = next(one for one in group.adoptions if one.member_id == by.id)
    mine.away_until = away_until
    where = {"member_id": by.id, "topic_id": group.topic.id}
    old = delete(HelpingHour).where(
        HelpingHour.member_id == by.id, HelpingHour.topic_id == group.topic.id
    )
    db.execute(old, execution_options=SILENT)
    rows = [where | {"weekday": weekday, "part": part} for weekday, part in sorted(set(times))]
    insert_missing(HelpingHour, rows)
    db.flush()
