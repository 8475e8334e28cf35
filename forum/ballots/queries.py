"""Questions asked of ballots. None of them tells what somebody else chose."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from forum.ballots.models import Ballot, BallotPaper
from forum.ballots.rules import chosen_in
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.site import rows_shown_everywhere

SWITCH = "ballots"
NO_BALLOT = "We cannot find this ballot."


def are_on() -> bool:
    """Whether new ballots can be opened; staff switch that on. What is open goes on either way."""
    return SWITCH in rows_shown_everywhere()


def ballots_about(about_ids: Sequence[int]) -> dict[int, Ballot]:
    """What they are about -> the ballot with its options, in two queries."""
    if not about_ids:
        return {}
    rows = select(Ballot).where(Ballot.about_id.in_(about_ids))
    return {one.about_id: one for one in db.scalars(rows.options(selectinload(Ballot.options)))}


def ballot_about(about_id: int, *, lock: bool = False) -> Ballot:
    """`lock` keeps it from being counted meanwhile; others may hand in papers. Raises Missing."""
    rows = select(Ballot).where(Ballot.about_id == about_id)
    rows = rows.with_for_update(read=True) if lock else rows
    if ballot := db.scalar(rows.execution_options(populate_existing=True)):
        return ballot
    raise Missing(NO_BALLOT)


def own_choices(ballot_ids: Sequence[int], member_id: int) -> dict[int, set[int]]:
    """Ballot -> what this person’s own paper approves, while there is a paper."""
    rows = select(BallotPaper.ballot_id, BallotPaper.marks)
    rows = rows.where(BallotPaper.ballot_id.in_(ballot_ids), BallotPaper.member_id == member_id)
    return {ballot_id: chosen_in(marks) for ballot_id, marks in db.execute(rows)}


def closed_uncounted() -> Sequence[int]:
    rows = select(Ballot.id).where(Ballot.counted_at.is_(None), Ballot.closes_at <= now())
    return db.scalars(rows.order_by(Ballot.closes_at, Ballot.id)).all()


def papers_by_marks(ballot_id: int) -> dict[int, int]:
    """Marks -> how many papers have them; whose they are is not asked."""
    rows = select(BallotPaper.marks, func.count()).where(BallotPaper.ballot_id == ballot_id)
    return {marks: number for marks, number in db.execute(rows.group_by(BallotPaper.marks))}
