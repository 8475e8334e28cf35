"""Questions and messages the desk has to deal with, on a Monday morning in March."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from forum.kernel.db import database, db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.threads.actions import answer_thread, ask
from forum.threads.models import Thread
from forum.topics.models import Topic
from moderation.helpdesk import actions, queries
from moderation.helpdesk.models import Ticket
from tests.cast import Person

MONDAY = "2026-03-02T10:00:00+00:00"


@pytest.fixture(autouse=True)
def monday(time_machine):
    """The clock stands on Monday 2 March 2026, 10 am in London, until a test moves it."""
    time_machine.move_to(MONDAY, tick=False)
    return time_machine


@pytest.fixture
def question(ada: Person, parking: Topic) -> int:
    """What Ada asked everybody."""
    return asks(ada, parking, "My permit has not come")


@pytest.fixture
def ticket(ada: Person, question: int) -> Ticket:
    """Ada's question, with the council since ten o'clock."""
    return escalates(ada, question)


@pytest.fixture
def letter(visitor, parking: Topic) -> Ticket:
    """A message through the private door, from somebody without an account."""
    with writing():
        return actions.open_contact(
            title="Blue badge",
            body=write_up("It has not come."),
            email="robin@example.org",
            name="Robin Vane",
        )


@pytest.fixture
def now_is(ticket: Ticket) -> Callable[[], Ticket]:
    """Ada's ticket as it stands in the database at this moment."""
    return lambda: as_stored(ticket.id)


def asks(person: Person, topic: Topic, title: str) -> int:
    with writing():
        thread = ask(
            by=person.member,
            topic=db.get_one(Topic, topic.id),
            title=title,
            body=write_up("I paid three weeks ago."),
        )
        return thread.id


def answers(person: Person, thread_id: int, text: str = "Ask at the library.") -> int:
    with writing():
        thread = db.get_one(Thread, thread_id)
        return answer_thread(thread, by=person.member, body=write_up(text)).id


def escalates(person: Person, thread_id: int, **options) -> Ticket:
    with writing():
        thread = db.get_one(Thread, thread_id)
        ticket, _ = actions.escalate_thread(thread, by=person.member, **options)
        return ticket


def does_the_steps(person: Person, ticket_id: int) -> None:
    """Everything that the kind of a ticket asks for before it is answered."""
    with writing():
        ticket = db.get_one(Ticket, ticket_id)
        for step in queries.kind_of(ticket.kind).steps:
            actions.tick(ticket, step, by=person.member)


def as_stored(ticket_id: int) -> Ticket:
    with fresh_reading():
        return db.get_one(Ticket, ticket_id)


@pytest.fixture
def statements(app):
    """Counts what is asked of the database inside the block."""

    @contextmanager
    def counted() -> Iterator[list[str]]:
        said: list[str] = []

        def note(_connection, _cursor, statement, *_rest) -> None:
            said.append(statement)

        engine = database().reading
        event.listen(engine, "before_cursor_execute", note)
        yield said
        event.remove(engine, "before_cursor_execute", note)

    return counted
