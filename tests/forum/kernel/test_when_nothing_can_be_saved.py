"""A full disk or a read-only database: reading goes on, and nobody loses what they wrote."""

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from forum.kernel.db import database, db
from tests.conftest import ON_POSTGRES

LONG_NAME = "Joyce Adeyemi of Tannery Row"


def make_read_only(app):
    """What a database server or a remounted disk does to every later write."""
    if ON_POSTGRES:
        _on_each_connection("SET default_transaction_read_only = on")
    else:
        _on_each_connection("PRAGMA query_only = on")


def make_full(app):
    """SQLite's own limit on pages gives the very error of a full disk."""
    _on_each_connection("PRAGMA max_page_count = 1")
    with pytest.raises(DBAPIError, match="full"), database().writing.begin() as connection:
        connection.execute(text("create table filler (words text)"))
    _fill_the_gaps()


def _fill_the_gaps():
    """Leave no room in the pages that are there."""
    for size in (1000, 100, 10, 1):
        with pytest.raises(DBAPIError, match="full"):
            _insert_until_refused(size)


def _insert_until_refused(size):
    row = text("insert into limit_window values (:name, :key, 0, '2099-01-01')")
    for number in range(100_000):
        with database().writing.begin() as connection:
            connection.execute(row, {"name": f"{size} {number}", "key": "x" * size})


def _on_each_connection(statement):
    engine = database().writing
    engine.dispose()

    @event.listens_for(engine, "connect")
    def limit(connection, _record):
        connection.cursor().execute(statement)
        if ON_POSTGRES:
            connection.commit()


@pytest.fixture(params=[make_read_only, make_full], ids=["read-only", "full disk"])
def trouble(request, app):
    if ON_POSTGRES and request.param is make_full:
        pytest.skip("the full disk is a limit of SQLite's; PostgreSQL's is the read-only case")
    request.param(app)


def sign_up(visitor):
    return visitor.post(
        "/sign-up",
        name=LONG_NAME,
        email="joyce@example.org",
        password="seven green bicycles",
        is_13="y",
    )


def test_a_form_is_answered_with_a_sentence_and_the_text(visitor, trouble):
    answer = sign_up(visitor)

    assert answer.status_code == 503
    assert "can be read but not changed" in answer.text
    assert LONG_NAME in answer.text
    assert "seven green bicycles" not in answer.text


def test_pages_can_still_be_read(visitor, trouble):
    assert visitor.get("/sign-in").status_code == 200
    assert visitor.get("/healthz").status_code == 200


def test_nothing_was_half_done(visitor, trouble):
    before = db.scalar(text("select count(*) from member"))

    sign_up(visitor)

    db.rollback()
    assert db.scalar(text("select count(*) from member")) == before


def test_a_fault_of_the_database_says_nothing_of_what_people_wrote(app):
    for engine in (database().reading, database().writing):
        with pytest.raises(DBAPIError) as fault, engine.connect() as connection:
            connection.execute(text("select * from nowhere where a = :it"), {"it": "secret-words"})

        assert "secret-words" not in str(fault.value)
