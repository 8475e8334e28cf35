"""What experience says of a promise heeds known problems as the service does: counted or not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from forum.alerts.actions import Draft, publish_alert, write_alert
from forum.kernel.clock import at as at_moment
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.services.advising import advice_on
from forum.services.queries import facts_of, service_called
from forum.topics.actions import add_topic
from forum.topics.models import Topic
from moderation.helpdesk.actions import OfficialAnswer, answer_ticket, open_contact
from moderation.helpdesk.models import Ticket
from tests.forum.services.times import at
from tests.moderation.catalogue.conftest import words_of

SCRIPT = Path(__file__).with_name("recount_advice.py")
EDIT = "/desk/services/parking/edit"
OPENED = "2026-03-02 10:00"
TICKETS = (
    ("parking", "2026-03-02 11:00"),
    ("parking", "2026-03-02 16:00"),
    ("parking", "2026-03-03 12:30"),
    ("parking", "2026-03-04 10:30"),
    ("parking", "2026-03-06 15:00"),
    ("badges", "2026-03-02 16:59"),
    ("badges", "2026-03-03 12:30"),
    ("badges", "2026-03-04 16:00"),
    ("badges", "2026-03-09 12:00"),
    (None, "2026-03-03 10:30"),
    (None, "2026-03-05 09:30"),
    (None, "2026-03-10 10:00"),
)
"""What each was about, and when it was answered."""
PROBLEMS = (
    ("parking", "2026-03-02 12:00", "2026-03-03 12:00"),
    ("badges", "2026-03-03 15:00", "2026-03-04 11:30"),
    (None, "2026-03-05 09:00", "2026-03-05 16:00"),
    (None, "2026-03-05 12:00", "2026-03-06 10:00"),
    ("parking", "2026-03-06 14:00", None),
)
"""What each was about, when it began and when it ended."""


@pytest.fixture
def last_week(dev, parking, monday):
    """Twelve tickets of a Monday morning and the known problems of the days that followed."""
    with writing():
        service_id = parking.service_id
        add_topic(slug="badges", name="Badges", summary="Blue Badges", service_id=service_id)
    with writing():
        ids = [open_one(number, about) for number, (about, _) in enumerate(TICKETS)]
    for about, began, ended in PROBLEMS:
        declare(dev, parking.service_id, about, began, ended)
    for ticket_id, (_, answered) in zip(ids, TICKETS, strict=True):
        with at_moment(at(answered)), writing():
            ticket = db.get_one(Ticket, ticket_id)
            answer_ticket(ticket, OfficialAnswer(write_up("Here it is.")), by=dev.member)
    monday.move_to(at("2026-03-16 10:00"))


def topic_called(slug):
    return slug and db.scalars(select(Topic).where(Topic.slug == slug)).one()


def open_one(number, about):
    return open_contact(
        title=f"Permit {number}",
        body=write_up("It has not come."),
        email=f"r{number}@example.org",
        service=service_called("parking"),
        topic=topic_called(about),
    ).id


def declare(dev, service_id, about, began, ended):
    with writing():
        topic = topic_called(about)
        times = at(began), ended and at(ended)
        words = ("problem", f"Down since {began}", write_up("We are working on it."))
        draft = Draft(service_id, *words, *times, topic.id if topic else None)
        publish_alert(write_alert(draft, by=dev.member), by=dev.member)


def advised(**changed):
    with fresh_reading():
        service = service_called("parking")
        said = advice_on(service.id, facts_of(service) | changed)
        return {one.clock: [one.kept, one.cases] for one in said}


def recounted(minutes, *, counts):
    """What the script says, run as a program of its own; in March London keeps UTC."""
    told = {
        "hours": [9, 17],
        "minutes": minutes,
        "counts": counts,
        "tickets": [{"topic": t, "opened": utc(OPENED), "met": utc(met)} for t, met in TICKETS],
        "problems": [
            {"topic": topic, "began": utc(began), "ended": ended and utc(ended)}
            for topic, began, ended in PROBLEMS
        ],
    }
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT)],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def utc(text):
    return f"{text}+00:00"


@pytest.mark.parametrize("minutes", [60, 300, 480, 750, 960, 1440, 2400])
@pytest.mark.parametrize("counts", [True, False])
def test_a_stranger_counts_the_same(minutes, counts, last_week):
    wanted = {"first_response_minutes": minutes, "resolution_minutes": minutes}

    said = advised(**wanted, counts_incidents=counts)

    expected = recounted(minutes, counts=counts)
    assert said == {"first_response": expected, "resolution": expected}


def test_what_is_promised_is_easier_to_keep_where_the_time_does_not_count(last_week):
    strict = advised(first_response_minutes=480, counts_incidents=True)["first_response"]
    lenient = advised(first_response_minutes=480, counts_incidents=False)["first_response"]

    assert (strict, lenient) == ([3, 12], [4, 12])


def test_the_time_of_problems_counting_from_now_on_is_a_promise_to_think_over(look, last_week):
    with writing():
        service_called("parking").counts_incidents = False

    said = words_of(look(EDIT, incidents="counted"))

    assert "How often it would have been kept in the last year" in said
