"""The totals of reputation: always the sum of a member's rows in the ledger."""

from sqlalchemy import func, select, update

from forum.kernel.db import SILENT, db, insert_once
from forum.reputation.models import Award, Reputation


def recompute_totals(member_ids: list[int]) -> None:
    """Bring the totals of these members up to their ledgers."""
    for member_id in member_ids:
        insert_once(Reputation, member_id=member_id, points=0)
    mine = select(func.coalesce(func.sum(Award.points), 0))
    mine = mine.where(Award.member_id == Reputation.member_id).correlate(Reputation)
    theirs = update(Reputation).where(Reputation.member_id.in_(member_ids))
    db.execute(theirs.values(points=mine.scalar_subquery()), execution_options=SILENT)
