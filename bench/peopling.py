"""Fills a database with 100,000 members and 5 million events of three years."""

import itertools
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from bench.filling import HTML, TEXT, open_parking
from forum.accounts.models import Member, Standing
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.site import describe_site
from forum.kernel.subjects import Subject
from forum.threads.events import AnswerAccepted, AnswerThanked, ThreadAnswered, ThreadAsked
from forum.threads.models import Answer, Thread

MEMBERS, EVENTS, YEARS = 100_000, 5_000_000, 3
THREADS, ANSWERS = 50_000, 4
CHUNK = 20_000
FIRST = 1_000
START = datetime(2026, 3, 1, tzinfo=UTC)
DAYS = YEARS * 365


def people_town() -> None:
    describe_site(name="Folkmoot", place="Ashmere Borough")
    chance = random.Random(1)
    _in_chunks(Member, (_member(number, chance) for number in range(MEMBERS)))
    standings = ({"member_id": number + 1, **_read(chance)} for number in range(MEMBERS))
    _in_chunks(Standing, standings)
    topic_id = open_parking()
    pair = pairs(chance)
    _add_posts(topic_id, pair)
    happens(pair, START - timedelta(days=DAYS), EVENTS, days=DAYS)
    _count_on(Subject, Member, PublishedEvent)


def _member(number: int, chance: random.Random) -> dict[str, Any]:
    name, came = f"Member {number}", START - timedelta(days=chance.randint(0, DAYS))
    return {
        **{"id": number + 1, "name": name, "name_key": name.casefold()},
        **{"email": f"m{number}@example.org", "email_key": f"m{number}@example.org"},
        **{"joined_at": came, "verified_at": came},
    }


def _read(chance: random.Random) -> dict[str, Any]:
    threads = int(chance.expovariate(1 / 6))
    read = {"threads_read": threads, "posts_read": 5 * threads, "reading_seconds": 90 * threads}
    return read | {"computed_at": START, "since": START}


def pairs(chance: random.Random) -> Callable[[], tuple[int, int]]:
    """Two different members, the first of them more often one of the few who do most."""
    weights = list(itertools.accumulate(1 / (k + 200) for k in range(MEMBERS)))
    numbers = range(1, MEMBERS + 1)

    def pair() -> tuple[int, int]:
        busy = chance.choices(numbers, cum_weights=weights)[0]
        other = chance.randint(1, MEMBERS)
        return (busy, other) if busy != other else pair()

    return pair


def _add_posts(topic_id: int, pair: Callable[[], tuple[int, int]]) -> None:
    each = ANSWERS + 1
    ids = range(FIRST, FIRST + THREADS * each)
    kinds = ({"id": id_, "kind": "answer" if (id_ - FIRST) % each else "thread"} for id_ in ids)
    _in_chunks(Subject, kinds)
    written = {"body": TEXT, "html": HTML, "renderer": 1}
    asked = ids[::each]
    threads = (
        {"id": id_, "author_id": pair()[1], **_thread(id_, topic_id)} | written for id_ in asked
    )
    _in_chunks(Thread, threads)
    answers = (
        {"id": id_ + n, "thread_id": id_, "number": n, "author_id": pair()[0]} | written
        for id_ in asked
        for n in range(1, each)
    )
    _in_chunks(Answer, answers)


def _thread(id_: int, topic_id: int) -> dict[str, Any]:
    title = f"How do I renew permit {id_}"
    return {"topic_id": topic_id, "title": title, "slug": f"permit-{id_}", "answer_count": ANSWERS}


def happens(pair: Callable[[], tuple[int, int]], first: datetime, many: int, *, days: int) -> None:
    """Events in the order of time: half are questions and answers, half what is said to them."""
    chance = random.Random(3)
    helpers = dict(db.execute(select(Answer.id, Answer.author_id)).all())
    answers = list(helpers)
    step = timedelta(days=days) / many
    _in_chunks(
        PublishedEvent,
        (
            _event(chance, pair(), chance.choice(answers), helpers, first + n * step)
            for n in range(many)
        ),
    )


def _event(
    chance: random.Random,
    pair: tuple[int, int],
    answer_id: int,
    helpers: dict[int, int],
    at: datetime,
) -> dict[str, Any]:
    kind = chance.choice((ThreadAsked, ThreadAnswered, AnswerThanked, AnswerAccepted)).kind
    facts = {"answer_id": answer_id, "helper_id": helpers[answer_id]}
    facts |= {"thread_id": answer_id - (answer_id - FIRST) % (ANSWERS + 1), "counts": True}
    said_by = pair[0] if kind in (ThreadAsked.kind, ThreadAnswered.kind) else pair[1]
    return {
        **{"kind": kind, "version": 1, "stream": f"thread:{facts['thread_id']}", "facts": facts},
        **{"subject_id": answer_id, "actor_id": said_by, "happened_at": at},
        **{"channel": "web", "origin": "live"},
    }


def _in_chunks(table: Any, rows: Iterator[dict[str, Any]]) -> None:
    while chunk := list(itertools.islice(rows, CHUNK)):
        db.execute(insert(table), chunk)


def _count_on(*tables: Any) -> None:
    """PostgreSQL's own counters know nothing of numbers that were given by hand."""
    if db.get_bind().dialect.name == "postgresql":
        for table in tables:
            highest = select(func.max(table.id)).scalar_subquery()
            counter = func.pg_get_serial_sequence(table.__tablename__, "id")
            db.execute(select(func.setval(counter, highest)))
