"""Work by the clock and by command: the ladder every night, the totals when somebody asks."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.tasks import plan
from forum.reputation.actions.climbing import due_among, settle_standing
from forum.reputation.actions.totals import recompute_totals
from forum.reputation.queries.checks import wrong_totals

CHUNK = 200
SOME = "reputation.settle_some_standings"


def settle_all_standings() -> None:
    """Begin with the first chunk; each chunk plans the next."""
    settle_some_standings(night=now().date().isoformat(), after=0)


def settle_some_standings(night: str, after: int) -> None:
    """Imported people stay where they were on the last day of their archive."""
    with fresh_reading():
        people = db.scalars(
            select(Member)
            .where(Member.id > after, Member.erased_at.is_(None), Member.is_imported.is_(False))
            .order_by(Member.id)
            .limit(CHUNK)
        ).all()
        ids = [person.id for person in people]
        moment = now()
        due = due_among(people, as_of=moment)
    with writing():
        settle_standing(due, as_of=moment)
        if len(ids) == CHUNK:
            plan(SOME, f"{night}:{ids[-1]}", at=now(), night=night, after=ids[-1])


def rebuild_totals() -> int:
    """Recompute every total from the ledger; how many were wrong."""
    with writing():
        wrong = [member_id for member_id, _ in db.execute(wrong_totals())]
        for start in range(0, len(wrong), CHUNK):
            recompute_totals(wrong[start : start + CHUNK])
    return len(wrong)
