"""What reads like a problem: told by the likeness of words that the search of the house uses."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.similar import Similar, similar_to
from forum.kernel.text import excerpt
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import read_by
from moderation.problems.models import Problem
from moderation.problems.queries.linked import Linked, links_of
from moderation.problems.queries.rows import public_path
from moderation.problems.states import AT_WORK, State

LOOKED_AT = 300
MOST_OFFERED = 5


def problems_like(title: str, *, but: Iterable[int] = ()) -> list[Problem]:
    """Problems at work that a ticket of this title may come from, the best first."""
    rows = select(Problem).where(Problem.state.in_(AT_WORK), Problem.id.not_in(list(but)))
    known = {one.id: one for one in db.scalars(rows.order_by(Problem.id.desc()).limit(LOOKED_AT))}
    asked = [(one.id, one.title, one.body, one.opened_at) for one in known.values()]
    return [known[id_] for id_, *_ in _like(title, "", asked)[:MOST_OFFERED]]


def linkable_like(problem: Problem, *, to: Member) -> list[Linked]:
    """Open tickets and questions that may come from it and are not linked yet."""
    from search.likeness import ALIKE

    there = links_of(problem.id)
    rows = select(Ticket).where(Ticket.is_live, Ticket.id.not_in(there), read_by(to))
    known = {one.id: one for one in db.scalars(rows.order_by(Ticket.id.desc()).limit(LOOKED_AT))}
    asked = [(one.id, one.title, "", one.opened_at) for one in known.values()]
    found = [known[id_] for id_, *_ in _like(problem.title, "", asked)[:MOST_OFFERED]]
    questions = similar_to("thread", title=problem.title, body=problem.body, reader=to, most=20)
    near = [one for one in questions if one.shared >= ALIKE and one.id not in there]
    return [_ticket(one) for one in found] + [
        Linked(one.url, one.title, one.url, "", is_question=True, has_ended=False)
        for one in near[:MOST_OFFERED]
    ]


def known_like(
    *, title: str, body: str, reader: Any, before: datetime | None, most: int
) -> Sequence[Similar]:
    """Public problems at work that read like what somebody is about to write to us."""
    rows = select(Problem).where(Problem.state.in_(AT_WORK), Problem.is_public)
    known = {one.id: one for one in db.scalars(rows.order_by(Problem.id.desc()).limit(LOOKED_AT))}
    asked = [(one.id, one.title, one.body, one.opened_at) for one in known.values()]
    near = _like(title, body, asked)[:most] if known else []
    return [_similar(known[id_], score, shared) for id_, score, shared in near]


def _like(title: str, body: str, rows: Sequence[Any]) -> list[tuple[int, float, float]]:
    from search import likeness

    titled = likeness.beginnings(title, most=likeness.TITLE_WORDS)
    if not titled or not rows:
        return []
    texts = likeness.Asked(titled, likeness.beginnings(body, most=likeness.TEXT_WORDS))
    return [one for one in likeness.compared(texts, rows, before=None) if one[2] >= likeness.ALIKE]


def _ticket(one: Ticket) -> Linked:
    url = f"/desk/tickets/{one.reference}"
    return Linked(one.reference, one.title, url, one.state, is_question=False, has_ended=False)


def _similar(problem: Problem, score: float, shared: float) -> Similar:
    mark = "known" if problem.state == State.KNOWN_ERROR else ""
    words = excerpt(problem.body, 200)
    path = public_path(problem.id)
    return Similar("problem", problem.id, problem.title, path, words, mark, score, shared)
