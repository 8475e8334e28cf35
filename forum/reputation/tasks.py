"""Work by the clock and by command: the ladder every night, the totals when somebody asks."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.tasks import plan
from forum.reputation.actions.climbing import due_among, settle_standing
from forum.reputation.actions.nights import add_to_night, begin_night
from forum.reputation.actions.totals import recompute_totals
from forum.reputation.models import LadderNight
from forum.reputation.queries.candidates import Between, may_have_moved
from forum.reputation.queries.checks import wrong_totals
from forum.reputation.queries.versions import rules_at, rules_now

CHUNK = 200
SOME = "reputation.settle_some_standings"


def settle_all_standings() -> None:
    """Begin with the first chunk; each chunk plans the next."""
    with writing():
        night_id = begin_night(rules_version=rules_now().version).id
    settle_some_standings(night=night_id, after=0)


def settle_some_standings(night: int, after: int) -> None:
    """Imported people stay where they were on the last day of their archive."""
    moment = now()
    with fresh_reading():
        people = _people(db.get_one(LadderNight, night), after, moment)
        ids = [person.id for person in people]
        due = due_among(people, as_of=moment)
    with writing():
        moved = settle_standing(due, as_of=moment)
        goes_on = len(ids) == CHUNK
        add_to_night(night, looked=len(ids), moved=moved, is_over=not goes_on)
        if goes_on:
            plan(SOME, f"{night}:{ids[-1]}", at=now(), night=night, after=ids[-1])


def rebuild_totals() -> int:
    """Recompute every total from the ledger; how many were wrong."""
    with writing():
        wrong = [member_id for member_id, _ in db.execute(wrong_totals())]
        for start in range(0, len(wrong), CHUNK):
            recompute_totals(wrong[start : start + CHUNK])
    return len(wrong)


def _people(night: LadderNight, after: int, moment: datetime) -> Sequence[Member]:
    rows = select(Member).where(
        Member.id > after, Member.erased_at.is_(None), Member.is_imported.is_(False)
    )
    if night.since:
        between = Between(night.since, moment, rules_at(moment))
        rows = rows.where(Member.id.in_(may_have_moved(between)))
    return db.scalars(rows.order_by(Member.id).limit(CHUNK)).all()
