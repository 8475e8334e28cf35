"""Saying that a ticket or a question comes from a problem, and taking that back."""

from sqlalchemy import update

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import locked_ticket
from moderation.problems import queries
from moderation.problems.actions.keeping import require_desk
from moderation.problems.actions.sending import tell_late
from moderation.problems.events import ProblemLinked, ProblemUnlinked
from moderation.problems.models import Problem, ProblemLink
from moderation.problems.states import State

OVER = "This problem is closed. Open it again before you link something with it."


def link(problem: Problem, subject_id: int, *, by: Member | None) -> None:
    """A ticket that comes late is sent the last update, once. `by` is None when it came by itself
    from a question that is linked; then the update stands in its acknowledgement.
    """
    if by is not None:
        require_desk(by)
    if problem.state == State.CLOSED:
        raise Refused(OVER)
    by_id = by.id if by else None
    if not _insert(problem.id, subject_id, by_id):
        return

    audit.record("linked with problem", by=by_id, subject_id=subject_id, reason=str(problem.id))
    publish(ProblemLinked(actor_id=by_id, problem_id=problem.id, linked_id=subject_id))
    last = queries.last_update(problem.id)
    if last is not None and db.get(Ticket, subject_id) is not None:
        tell_late(last, locked_ticket(subject_id), in_acknowledgement=by is None)


def unlink(problem: Problem, subject_id: int, *, by: Member) -> None:
    """It hears no more of it. Linking it again puts it back."""
    require_desk(by)
    stands = (ProblemLink.problem_id == problem.id) & (ProblemLink.subject_id == subject_id)
    end = update(ProblemLink).where(stands, ProblemLink.ended_at.is_(None)).values(ended_at=now())
    ended = db.execute(end.returning(ProblemLink.subject_id), execution_options=SILENT)
    if ended.first() is None:
        return

    audit.record("link with problem ended", by=by.id, subject_id=subject_id, reason=str(problem.id))
    publish(ProblemUnlinked(actor_id=by.id, problem_id=problem.id, linked_id=subject_id))


def link_new_ticket(ticket: Ticket) -> None:
    """A ticket from a question that is linked comes from the same problem."""
    if ticket.source_kind == "thread" and ticket.source_id is not None:
        for problem_id in queries.problems_of_thread(ticket.source_id):
            link(queries.problem_numbered(problem_id, lock=True), ticket.id, by=None)


def _insert(problem_id: int, subject_id: int, by_id: int | None) -> bool:
    """True when it was not linked until now."""
    pair = {"problem_id": problem_id, "subject_id": subject_id}
    if insert_once(ProblemLink, **pair, actor_id=by_id, made_at=now()):
        return True
    stood = (ProblemLink.problem_id == problem_id) & (ProblemLink.subject_id == subject_id)
    again = update(ProblemLink).where(stood, ProblemLink.ended_at.is_not(None))
    again = again.values(ended_at=None, actor_id=by_id, made_at=now())
    return (
        db.execute(again.returning(ProblemLink.subject_id), execution_options=SILENT).first()
        is not None
    )
