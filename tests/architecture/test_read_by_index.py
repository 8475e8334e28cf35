"""What is asked for on each page of a question, and above each queue, reads no table as a whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from forum.accounts.models import Member
from forum.kernel.db import database, db
from moderation.helpdesk import queries

ASKED: dict[str, Callable[[], object]] = {
    "emergencies": lambda: queries.emergencies(Member(role="agent")),
    "the ticket of a question": lambda: queries.live_ticket_of(1),
    "the newest of a question": lambda: queries.last_ticket_of(1),
    "what the page of a question shows": lambda: queries.banners([1]),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_tickets_are_found_by_an_index(app, ask):
    with app.app_context():
        with _noted() as said:
            ask()
        plans = [step for statement in said for step in _plan_of(statement)]

    assert said
    assert [step for step in plans if step.startswith("SCAN ticket") and "INDEX" not in step] == []
    assert [step for step in plans if "ix_ticket_is_live_due_at" in step] == []


def _plan_of(statement: str) -> list[str]:
    """As SQLite means to do it; what is asked for plays no part."""
    asked = tuple([None] * statement.count("?"))
    rows = db.connection().exec_driver_sql(f"explain query plan {statement}", asked)
    return [row[3] for row in rows]


@contextmanager
def _noted() -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(database().reading, "before_cursor_execute", note)
    yield said
    event.remove(database().reading, "before_cursor_execute", note)
