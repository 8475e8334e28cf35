"""What `folkmoot doctor` asks about threads: counters, solutions and numbers."""

from collections.abc import Iterable, Iterator

from sqlalchemy import or_, select

from forum.kernel.db import db
from forum.kernel.house import Finding
from forum.threads.models import Answer, Thread
from forum.threads.queries.counters import COUNTERS


def wrong_counters() -> Iterator[Finding]:
    for counter in COUNTERS:
        noun = counter.model.__tablename__
        for id_ in db.scalars(select(counter.model.id).where(counter.is_wrong)):
            sentence = f"The {counter.name} of {noun} {id_} is not the number of {counter.meaning}."
            yield Finding("thread counters", sentence, id_)


def wrong_solutions() -> Iterable[Finding]:
    """A solution belongs to its thread, shows, and has a moment."""
    solved = select(Thread.id).outerjoin(Answer, Answer.id == Thread.solution_id)
    wrong = or_(
        Answer.thread_id != Thread.id,
        Answer.state != "visible",
        Thread.solved_at.is_(None),
    )
    for id_ in db.scalars(solved.where(Thread.solution_id.is_not(None), wrong)):
        sentence = f"Thread {id_} has a solution that is not a visible answer of its own."
        yield Finding("solutions", sentence, id_)


def wrong_numbers() -> Iterable[Finding]:
    """No answer has a number its thread has not given out; that none is doubled is a constraint."""
    beyond = select(Answer.id).join(Thread, Thread.id == Answer.thread_id)
    for id_ in db.scalars(beyond.where(or_(Answer.number > Thread.last_number, Answer.number < 1))):
        yield Finding("answer numbers", f"Answer {id_} has a number that was never given.", id_)


CHECKS = {
    "thread counters": wrong_counters,
    "solutions": wrong_solutions,
    "answer numbers": wrong_numbers,
}
