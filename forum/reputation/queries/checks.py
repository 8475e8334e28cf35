"""What `folkmoot doctor` asks about reputation: totals, reversals and caps."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from forum.kernel.db import db
from forum.kernel.house import Finding
from forum.reputation.ledger import OF_REVERSALS, RESTING, Entry, Ledger
from forum.reputation.models import Award, Reputation
from forum.reputation.queries.awards import COLUMNS

SLICE = 500


def wrong_totals() -> Any:
    """Members whose total differs from the sum of their ledger, with that sum."""
    ledger = select(Award.member_id, func.sum(Award.points).label("points"))
    sums = ledger.group_by(Award.member_id).subquery()
    both = sums.join(Reputation, Reputation.member_id == sums.c.member_id, full=True)
    earned = func.coalesce(sums.c.points, 0)
    member_id = func.coalesce(sums.c.member_id, Reputation.member_id)
    wrong = select(member_id, earned).select_from(both)
    return wrong.where(earned != func.coalesce(Reputation.points, 0)).order_by(member_id)


def totals_that_are_wrong() -> Iterator[Finding]:
    for member_id, points in db.execute(wrong_totals()):
        sentence = f"The reputation of member {member_id} is not {points}, the sum of their awards."
        yield Finding("reputation totals", sentence)


def reversals_that_are_wrong() -> Iterator[Finding]:
    """A row that reverses another one moves exactly as much, the other way; or nothing at rest.

    Where reversals are in between, `awards_that_are_wrong` looks at the whole chain.
    """
    undone = aliased(Award)
    wrong = select(Award.id).join(undone, undone.id == Award.undoes_id)
    at_rest = (undone.kind == RESTING) & (Award.points == 0)
    opposite = (Award.points == -undone.points) & (Award.member_id == undone.member_id)
    of_reversals = or_(Award.kind.in_(OF_REVERSALS), undone.kind.in_(OF_REVERSALS))
    for id_ in db.scalars(wrong.where(~or_(opposite, at_rest, of_reversals))):
        yield Finding("reversals", f"Award {id_} does not take back exactly what it undoes.")


def awards_that_are_wrong() -> Iterator[Finding]:
    """Where something was made void: what is left is the award, or nothing while it is."""
    touched = select(Award.member_id).where(Award.kind.in_(OF_REVERSALS))
    rows = select(*COLUMNS).where(Award.member_id.in_(touched.distinct()))
    found = db.execute(rows.order_by(Award.member_id, Award.id))
    for _, mine in groupby(found, key=lambda row: row.member_id):
        for id_ in Ledger(Entry(**row._mapping) for row in mine).unbalanced():
            yield Finding("void awards", f"Award {id_} does not add up with what became of it.")


def caps_that_are_exceeded() -> Iterator[Finding]:
    """Some members' ledgers at a time, so that memory stays small."""
    last = db.scalar(select(func.max(Award.member_id))) or 0
    for first in range(0, last + 1, SLICE):
        yield from _exceeded_by(Award.member_id.between(first, first + SLICE - 1))


def _exceeded_by(members: Any) -> Iterator[Finding]:
    rows = db.execute(select(*COLUMNS).where(members).order_by(Award.member_id, Award.id))
    for member_id, mine in groupby(rows, key=lambda row: row.member_id):
        ledger = Ledger(Entry(**row._mapping) for row in mine)
        for cap in ledger.exceeded_caps():
            yield Finding("caps", f"Member {member_id} has more than the cap of {cap}.")


CHECKS = {
    "reputation totals": totals_that_are_wrong,
    "reversals": reversals_that_are_wrong,
    "void awards": awards_that_are_wrong,
    "caps": caps_that_are_exceeded,
}
