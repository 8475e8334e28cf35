"""What is linked with a problem, and the problems something is linked with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.threads.models import Thread
from forum.threads.queries import thread_path, visible_thread
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import read_by, visible_ticket
from moderation.helpdesk.references import read_reference
from moderation.problems.models import Problem, ProblemLink
from moderation.problems.states import State

MOST_SHOWN = 200
THREAD = re.compile(r"(?:^|/threads/)(\d{1,18})(?:$|\D)")
NOT_ONE = "We know no ticket and no question like that. Write a reference, or a question’s address."


@dataclass(frozen=True)
class Linked:
    """A ticket or a question as its line reads; `what` is how a form names it."""

    what: str
    title: str
    url: str
    state: str
    is_question: bool
    has_ended: bool


def linked_subject(what: str, *, to: Member) -> int:
    """The id of the ticket or the question meant. Raises Missing."""
    if reference := read_reference(what):
        return visible_ticket(reference, to=to).id
    named = THREAD.search(what)
    if named is None:
        raise Missing(NOT_ONE)
    return visible_thread(min(int(named[1]), LARGEST), to=to).id


def linked_with(problem_id: int, *, to: Member) -> list[Linked]:
    """Tickets this member may read, then questions; those taken away last."""
    here = ProblemLink.problem_id == problem_id
    tickets = select(ProblemLink.ended_at, Ticket.reference, Ticket.title, Ticket.state)
    tickets = tickets.join(Ticket, Ticket.id == ProblemLink.subject_id).where(here, read_by(to))
    threads = select(ProblemLink.ended_at, Thread.id, Thread.slug, Thread.title)
    threads = threads.join(Thread, Thread.id == ProblemLink.subject_id).where(here)
    found = [
        Linked(reference, title, f"/desk/tickets/{reference}", state, False, ended is not None)
        for ended, reference, title, state in db.execute(_newest(tickets))
    ]
    found += [
        Linked(thread_path(id_, slug), title, thread_path(id_, slug), "", True, ended is not None)
        for ended, id_, slug, title in db.execute(_newest(threads))
    ]
    return sorted(found, key=lambda one: one.has_ended)


def links_of(problem_id: int) -> set[int]:
    """The ids of what is linked with it now."""
    rows = select(ProblemLink.subject_id).where(ProblemLink.problem_id == problem_id)
    return set(db.scalars(rows.where(ProblemLink.ended_at.is_(None))))


def problems_of(ticket_ids: Sequence[int]) -> dict[int, list[Problem]]:
    """Ticket -> the problems it comes from, in one query."""
    if not ticket_ids:
        return {}
    rows = select(ProblemLink.subject_id, Problem).join(Problem)
    rows = rows.where(ProblemLink.subject_id.in_(ticket_ids), ProblemLink.ended_at.is_(None))
    found: dict[int, list[Problem]] = {}
    for ticket_id, problem in db.execute(rows.order_by(Problem.id)):
        found.setdefault(ticket_id, []).append(problem)
    return found


def problems_of_thread(thread_id: int) -> list[int]:
    """Those that are not closed, by number."""
    rows = select(Problem.id).join(ProblemLink, ProblemLink.problem_id == Problem.id)
    rows = rows.where(ProblemLink.subject_id == thread_id, ProblemLink.ended_at.is_(None))
    return list(db.scalars(rows.where(Problem.state != State.CLOSED).order_by(Problem.id)))


def _newest(rows: Any) -> Any:
    return rows.order_by(ProblemLink.made_at.desc(), ProblemLink.subject_id).limit(MOST_SHOWN)
