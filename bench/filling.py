"""Fills a database with the town of BENCH.md: 2,000 threads of 10 answers and one of 5,000."""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import func, insert, select

from forum.accounts.current import digest
from forum.accounts.models import Member, SignIn, Standing
from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.site import describe_site
from forum.kernel.subjects import Subject
from forum.services.actions import add_service
from forum.threads.models import Answer, Thread
from forum.topics.actions import add_topic

THREADS = 2_000
ANSWERS = 10
DEEP = 5_000
MEMBERS = 200
SECRET = "the-sign-in-of-the-bench-is-long-enough"
SENTENCE = "The permit came back the next morning after I sent a photo of the bill. "
TEXT = (SENTENCE * 9)[:600]
HTML = f"<p>{TEXT}</p>\n"
HOURS = {
    "zone": "Europe/London",
    "frames": {"0": [["09:00", "17:00"]]},
    "holidays": None,
    "closures": {},
}


def fill(app: Flask) -> None:
    """About 25,000 posts of 600 characters, written in bulk."""
    with app.app_context(), writing():
        describe_site(name="Folkmoot", place="Ashmere Borough")
        add_members()
        topic_id = open_parking()
        for number in range(THREADS):
            _add_thread(number, topic_id, ANSWERS)
        _add_thread(THREADS, topic_id, DEEP)
        _count_on()


def thread_id(number: int) -> int:
    """The first subject is the service; each thread is followed by its answers."""
    return number * (ANSWERS + 1) + 2


def _count_on() -> None:
    """PostgreSQL's own counter knows nothing of numbers that were given by hand."""
    if db.get_bind().dialect.name == "postgresql":
        highest = select(func.max(Subject.id)).scalar_subquery()
        db.execute(select(func.setval(func.pg_get_serial_sequence("subject", "id"), highest)))


def add_members() -> None:
    people = [
        {"name": f"Member {n}", "name_key": f"member {n}", "role": "citizen", "verified_at": now()}
        for n in range(1, MEMBERS + 1)
    ]
    db.execute(insert(Member), people)
    ids = list(db.scalars(db.query(Member.id).statement))
    db.execute(insert(Standing), [{"member_id": id_, "rung": Rung.REGULAR} for id_ in ids])
    ends = now() + timedelta(days=30)
    db.add(SignIn(digest=digest(SECRET), member_id=ids[0], browser="Bench", ends_at=ends))


def open_parking() -> int:
    service = add_service(
        slug="parking",
        name="Parking",
        summary="Permits",
        owner="Parking team",
        phone="01632 960140",
        place="Library",
        opening="Monday to Friday",
        calendar=HOURS,
        first_response_minutes=960,
        resolution_minutes=2400,
    )
    topic = add_topic(name="Parking", slug="parking", summary="Permits", service_id=service.id)
    db.flush()
    return topic.id


def _add_thread(number: int, topic_id: int, answers: int) -> None:
    first = thread_id(number)
    ids = range(first, first + answers + 1)
    kinds = ["thread"] + ["answer"] * answers
    subjects = [{"id": id_, "kind": kind} for id_, kind in zip(ids, kinds, strict=True)]
    db.execute(insert(Subject), subjects)
    asked = now() - timedelta(minutes=THREADS - number)
    db.execute(insert(Thread), [_thread(first, number, topic_id, answers, asked)])
    db.execute(insert(Answer), [_answer(first, n, asked) for n in range(1, answers + 1)])


def _thread(id_: int, number: int, topic_id: int, answers: int, asked: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "topic_id": topic_id,
        "author_id": 1 + number % MEMBERS,
        "title": f"How do I renew permit number {number} before it runs out",
        "slug": f"how-do-i-renew-permit-number-{number}-before-it-runs-out",
        "body": TEXT,
        "html": HTML,
        "renderer": 1,
        "last_number": answers,
        "answer_count": answers,
        "asked_at": asked,
        "active_at": asked,
    }


def _answer(thread_id: int, number: int, asked: Any) -> dict[str, Any]:
    return {
        "id": thread_id + number,
        "thread_id": thread_id,
        "number": number,
        "author_id": 1 + (thread_id + number) % MEMBERS,
        "body": TEXT,
        "html": HTML,
        "renderer": 1,
        "written_at": asked + timedelta(seconds=number),
    }
