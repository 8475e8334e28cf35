"""Many people at once, and something for them to quarrel over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from sqlalchemy import insert

from forum.accounts.models import Member, Standing
from forum.accounts.standing import Role, Rung
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads import actions as threads
from forum.topics.models import Topic

numbers = count(1)


@dataclass(frozen=True)
class Question:
    """A thread by its ids, for lanes that are sent to other processes."""

    id: int
    asker_id: int
    answer_ids: tuple[int, ...]
    helper_ids: tuple[int, ...]


def crowd(size: int, *, role: Role = Role.CITIZEN) -> list[int]:
    """People who may do everything a regular may."""
    names = [f"{role.title()} {next(numbers)}" for _ in range(size)]
    with writing():
        rows = db.scalars(insert(Member).returning(Member.id), [person(n, role) for n in names])
        ids = sorted(rows)
        db.execute(insert(Standing), [{"member_id": i, "rung": Rung.REGULAR} for i in ids])
    return ids


def person(name: str, role: Role) -> dict[str, object]:
    email = f"{name.replace(' ', '.').lower()}@example.org"
    return {
        "name": name,
        "name_key": name.casefold(),
        "email": email,
        "email_key": email,
        "role": role,
        "joined_at": now() - timedelta(days=30),
        "verified_at": now(),
    }


def question(topic: Topic, *, answers: int = 1, asker: int | None = None) -> Question:
    """Somebody's question with answers by different people."""
    asker_id, *helpers = [asker, *crowd(answers)] if asker else crowd(1 + answers)
    with writing():
        by = db.get_one(Member, asker_id)
        title = f"Where is my permit {next(numbers)}"
        thread = threads.ask(
            by=by, topic=db.merge(topic, load=False), title=title, body=write_up("It is lost.")
        )
        answer_ids = tuple(
            threads.answer_thread(
                thread, by=db.get_one(Member, helper_id), body=write_up("Ask at the library.")
            ).id
            for helper_id in helpers
        )
        return Question(thread.id, by.id, answer_ids, tuple(helpers))
