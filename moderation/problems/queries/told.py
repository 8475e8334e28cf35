"""Whom an update reaches, and who was told already."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, or_, select

from forum.follows.queries import count_followers
from forum.kernel.db import db
from forum.threads.models import Thread
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.states import State as TicketState
from moderation.problems.models import Problem, ProblemLink, ProblemSent, ProblemUpdate

AT_ONCE = 200


@dataclass(frozen=True)
class Whom:
    """Everybody an update goes to. A question’s own ticket is told there, together with it."""

    tickets: Sequence[Ticket]
    threads: Sequence[Thread]
    followers: int

    @property
    def pairs(self) -> list[tuple[int | None, int | None]]:
        """Ticket and question of each telling."""
        asked = {thread.id for thread in self.threads}
        both = [(t.id, t.source_id if t.source_id in asked else None) for t in self.tickets]
        covered = {thread_id for _, thread_id in both}
        return [*both, *((None, one) for one in sorted(asked - covered))]

    @property
    def mark(self) -> str:
        """Stands for exactly these."""
        return hashlib.sha256(repr(sorted(self.pairs, key=str)).encode()).hexdigest()


@dataclass(frozen=True)
class Tally:
    """How far an update has got."""

    told: int = 0
    waits: int = 0
    untold: int = 0


def whom_it_reaches(problem: Problem, *, publicly: bool) -> Whom:
    """Linked tickets that are open, a joined one by the ticket it was joined with; with a public
    text the linked questions that show.
    """
    here = (ProblemLink.problem_id == problem.id) & ProblemLink.ended_at.is_(None)
    rows = select(Ticket).join(ProblemLink, ProblemLink.subject_id == Ticket.id).where(here)
    is_there = Ticket.is_live | (Ticket.state == TicketState.MERGED)
    targets = [_end_of(one) for one in db.scalars(rows.where(is_there).order_by(Ticket.id))]
    live = {one.id: one for one in targets if one.is_live}
    asked = select(Thread).join(ProblemLink, ProblemLink.subject_id == Thread.id).where(here)
    asked = asked.where(Thread.state == "visible").order_by(Thread.id)
    threads = db.scalars(asked).all() if publicly else []
    followers = count_followers(problem.id) if publicly and problem.is_public else 0
    return Whom(list(live.values()), threads, followers)


def was_told(problem_id: int, subject_id: int) -> bool:
    """Whether an update of the problem has gone out to a ticket, or stands on a question."""
    one = or_(ProblemSent.ticket_id == subject_id, ProblemSent.thread_id == subject_id)
    rows = select(ProblemSent.id).join(ProblemUpdate, ProblemUpdate.id == ProblemSent.update_id)
    rows = rows.where(ProblemUpdate.problem_id == problem_id, one, ProblemSent.sent_at.is_not(None))
    return db.scalar(rows.limit(1)) is not None


def update_sent_with(nonce: str) -> ProblemUpdate | None:
    return db.scalar(select(ProblemUpdate).where(ProblemUpdate.nonce == nonce))


def last_update(problem_id: int) -> ProblemUpdate | None:
    rows = select(ProblemUpdate).where(ProblemUpdate.problem_id == problem_id)
    return db.scalar(rows.order_by(ProblemUpdate.id.desc()).limit(1))


def unsent_of(update_id: int) -> list[int]:
    """Tellings that wait, the oldest first."""
    rows = select(ProblemSent.id).where(ProblemSent.update_id == update_id)
    rows = rows.where(ProblemSent.sent_at.is_(None), ProblemSent.untold == "")
    return list(db.scalars(rows.order_by(ProblemSent.id).limit(AT_ONCE)))


def tallies_of(problem_id: int) -> dict[int, Tally]:
    """Update -> how many were told, wait, and were not told."""
    is_told, is_untold = ProblemSent.sent_at.is_not(None), ProblemSent.untold != ""
    sums = [func.sum(case((one, 1), else_=0)) for one in (is_told, ~is_told & ~is_untold)]
    rows = select(ProblemSent.update_id, *sums, func.sum(case((is_untold, 1), else_=0)))
    rows = rows.join(ProblemUpdate).where(ProblemUpdate.problem_id == problem_id)
    found = db.execute(rows.group_by(ProblemSent.update_id))
    return {update_id: Tally(*counts) for update_id, *counts in found}


def acknowledged_on(ticket_id: int) -> Sequence[ProblemUpdate]:
    """What a new ticket was told with its acknowledgement."""
    rows = select(ProblemUpdate).join(ProblemSent, ProblemSent.update_id == ProblemUpdate.id)
    rows = rows.where(ProblemSent.ticket_id == ticket_id, ProblemSent.is_acknowledged)
    return db.scalars(rows.order_by(ProblemUpdate.id)).all()


def _end_of(ticket: Ticket) -> Ticket:
    """The ticket work goes on with; there is no circle of joined tickets."""
    while ticket.merged_into_id is not None:
        ticket = db.get_one(Ticket, ticket.merged_into_id)
    return ticket
