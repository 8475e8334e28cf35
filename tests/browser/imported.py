"""A served town that was filled from archives: the real ones where they are, full of real words."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.ideas.models import Idea
from forum.ideas.queries import idea_path
from forum.kernel import settling
from forum.kernel.db import db
from forum.threads.models import Answer, Thread
from forum.threads.queries import thread_path
from tests.architecture.town import Town as Sample
from tests.browser.sights import Show, Sight
from tests.browser.states import LONGEST_TITLE, LONGEST_WORD, PEOPLE
from tests.cast import Visitor, make_person
from tests.races.towns import inside
from tests.services.town import Town, running_town

BODY = f"{LONGEST_WORD} **{LONGEST_WORD.upper()}** https://example.org/{'a' * 120}"
WHEN = "2024-03-01T10:00:00Z"
THREADS = (
    {"id": "1", "title": LONGEST_TITLE, "body": BODY, "author": LONGEST_WORD, "tags": "permits"},
    {"id": "2", "question": "1", "title": "", "body": BODY, "author": "Ada", "solution": "yes"},
)
IDEAS = (
    {"id": "1", "title": LONGEST_TITLE, "body": BODY, "author": LONGEST_WORD, "supports": "12"},
)
LISTS = (
    ("home", "visitor", "/"),
    ("home", "citizen", "/"),
    ("questions", "visitor", "/threads"),
    ("ideas, new", "visitor", "/ideas?order=new"),
    ("ideas, top", "visitor", "/ideas?order=top"),
    ("search", "visitor", "/search?q=the"),
    ("search, none", "visitor", "/search?q=xyzzyplugh"),
    ("desk", "agent", "/desk"),
    ("reports", "moderator", "/desk/reports"),
    ("review of ideas", "policy", "/ideas/review"),
)
# Forms that come back with every mistake in them.
SENT = (
    ("ask", "citizen", "/ask"),
    ("new idea", "citizen", "/ideas/new"),
    ("contact", "visitor", "/contact"),
)


@contextmanager
def running_imported_show(home: Path, archives: dict[str, Path]) -> Iterator[Show]:
    """`archives`: kind of archive, as `folkmoot import` calls it, and where it is."""
    with running_town(home, requests_per_minute="0") as town, inside(town) as app:
        for kind, path in (archives | _made_up(home)).items():
            town.command("import", kind, str(path))
        _settle(town, app)
        people = {
            who: make_person(app, name, role=role)
            for who, (name, role) in (PEOPLE | {"policy": ("Pia Lind", Role.POLICY)}).items()
        }
        sample = Sample(app, {"visitor": Visitor(app)} | people, {})
        sights = [Sight(f"imported, {name}", who, path) for name, who, path in _places()]
        sights += [Sight(f"imported, {name} empty", w, p, 422, sent=True) for name, w, p in SENT]
        yield Show(town, app, sample, sights)


def _settle(town: Town, app: Any) -> None:
    town.command("settle", "--timeout", "240")
    settling.settle(app, seconds=30)
    db.rollback()


def _made_up(home: Path) -> dict[str, Path]:
    """Two tables in which every title has 200 characters and a word that no line can hold."""
    return {
        "threads-csv": _table(home / "threads.csv", "written_at", THREADS),
        "ideas-csv": _table(home / "ideas.csv", "proposed_at", IDEAS),
    }


def _table(path: Path, moment: str, rows: Any) -> Path:
    columns = sorted({name for row in rows for name in row} | {moment})
    with path.open("w", newline="") as file:
        table = csv.DictWriter(file, columns)
        table.writeheader()
        table.writerows(row | {moment: WHEN} for row in rows)
    return path


def _places() -> Iterator[tuple[str, str, str]]:
    yield from LISTS
    for name, thread in _threads().items():
        yield name, "visitor", thread_path(thread.id, thread.slug)
        yield name, "citizen", thread_path(thread.id, thread.slug)
        yield f"history of {name}", "moderator", f"/threads/{thread.id}/history"
        yield f"topic of {name}", "visitor", f"/topics/{thread.topic.slug}"
    for name, idea in _ideas().items():
        yield name, "visitor", idea_path(idea.id, idea.slug)
        yield name, "policy", idea_path(idea.id, idea.slug)
    yield "the busiest person", "visitor", f"/members/{_busiest().name}"
    db.rollback()


def _threads() -> dict[str, Thread]:
    fullest = select(Thread).order_by(Thread.answer_count.desc(), Thread.id)
    longest = select(Thread).order_by(func.length(Thread.title).desc(), Thread.id)
    heaviest = select(Thread).join(Answer, Answer.thread_id == Thread.id).group_by(Thread.id)
    found = {
        "the fullest question": fullest,
        "the longest title": longest,
        "the longest answers": heaviest.order_by(func.sum(func.length(Answer.body)).desc()),
        "a solved question": select(Thread).where(Thread.solution_id.is_not(None)),
    }
    return {name: db.scalars(query.limit(1)).one() for name, query in found.items()}


def _ideas() -> dict[str, Idea]:
    longest = select(Idea).order_by(func.length(Idea.title).desc(), Idea.id)
    wordiest = select(Idea).order_by(func.length(Idea.body).desc(), Idea.id)
    found = {"the idea with the longest title": longest, "the longest idea": wordiest}
    return {name: db.scalars(query.limit(1)).one() for name, query in found.items()}


def _busiest() -> Member:
    """Whoever answered most."""
    most = select(Member).join(Answer, Answer.author_id == Member.id).group_by(Member.id)
    return db.scalars(most.order_by(func.count().desc(), Member.id).limit(1)).one()
