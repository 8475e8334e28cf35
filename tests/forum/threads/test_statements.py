"""How many statements a page takes, whoever looks and however much there is."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from forum.kernel.db import database

VISITOR, MEMBER = 4, 7  # BENCH.md, the must column


@contextmanager
def counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            statements.append(statement)

    event.listen(database().reading, "before_cursor_execute", note)
    yield statements
    event.remove(database().reading, "before_cursor_execute", note)


def taken(person, address):
    """The second look, because the first one of a process measures the pace."""
    person.get(address)
    with counted() as statements:
        assert person.get(address).status_code == 200
    return statements


@pytest.fixture
def full(ada, ben, pia, thread_id, answer_id, answers):
    """A thread with a comment, a solution, a vote and a second page."""
    ada.post(f"/answers/{answer_id}/comments", body="Which desk?")
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
    pia.post(f"/answers/{answer_id}/vote", value=1)
    for number in range(25):
        answers(ben, thread_id, f"More, number {number}.")
    return f"/threads/{thread_id}-my-permit-is-lost"


def test_a_thread_takes_few_statements_for_everyone(visitor, ada, ben, cleo, dev, full):
    assert len(taken(visitor, full)) <= VISITOR
    for person in (ada, ben, cleo, dev):
        assert len(taken(person, full)) <= MEMBER


def test_a_deep_page_takes_as_many_as_the_first(visitor, full):
    assert len(taken(visitor, f"{full}?page=2")) == len(taken(visitor, full))


@pytest.mark.parametrize("address", ["/threads", "/topics/parking", "/feed.atom"])
def test_lists_take_few_statements(visitor, ada, full, address):
    assert len(taken(visitor, address)) <= VISITOR
    assert len(taken(ada, address)) <= MEMBER


def test_the_front_page_takes_one_more_for_the_ideas_that_rise(visitor, ada, full):
    assert len(taken(visitor, "/")) <= VISITOR + 1
    assert len(taken(ada, "/")) <= MEMBER


def test_more_answers_take_no_more_statements(visitor, thread_id, answer_id, ben, answers):
    address = f"/threads/{thread_id}-my-permit-is-lost"
    before = len(taken(visitor, address))
    for number in range(10):
        answers(ben, thread_id, f"More, number {number}.")

    assert len(taken(visitor, address)) == before


def test_a_full_page_is_small(visitor, ada, ben, thread_id, answers):
    ben.stands_on("regular")
    for number in range(20):
        answers(ben, thread_id, f"{number} " + "It worked for me in the end. " * 20)
    address = f"/threads/{thread_id}-my-permit-is-lost"

    assert len(visitor.get(address).data) <= 35_000
    assert len(ada.get(address).data) <= 50_000
