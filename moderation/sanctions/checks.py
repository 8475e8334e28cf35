"""What must always be true of sanctions; `folkmoot doctor` asks."""

from collections.abc import Iterator

from sqlalchemy import case, func, or_, select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.house import Finding
from moderation.sanctions.models import Sanction

SENTENCE = "What the row of member {id} says of a sanction is not what was imposed."


def members_are_in_step_with_their_sanctions() -> Iterator[Finding]:
    """The end of a pause and of a limit stand in the member's own row too."""
    ends = [
        func.max(case((Sanction.measure == measure, Sanction.until)))
        for measure in ("suspend", "limit")
    ]
    imposed = select(Sanction.member_id, ends[0].label("suspend"), ends[1].label("limit"))
    imposed = imposed.where(Sanction.lifted_at.is_(None)).group_by(Sanction.member_id)
    live = imposed.subquery()
    rows = select(Member.id).outerjoin(live, live.c.member_id == Member.id)
    wrong = or_(
        Member.suspended_until.is_distinct_from(live.c.suspend),
        Member.limited_until.is_distinct_from(live.c.limit),
    )
    for id_ in db.scalars(rows.where(wrong)):
        yield Finding("members are in step with their sanctions", SENTENCE.format(id=id_))


CHECKS = {
    check.__name__.replace("_", " "): check for check in (members_are_in_step_with_their_sanctions,)
}
