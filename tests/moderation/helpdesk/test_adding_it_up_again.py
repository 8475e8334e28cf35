"""What is explained is what is counted: a stranger adds the pieces and finds the due time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.services.actions import add_service
from forum.services.hours import Calendar
from forum.services.models import Service
from moderation.helpdesk import actions, queries
from moderation.helpdesk.actions import move_along
from moderation.helpdesk.kinds import KINDS
from moderation.helpdesk.states import State
from tests.forum.services.test_counting_working_time import GOLDEN
from tests.forum.services.times import OFFICE, at, wait

SCRIPT = Path(__file__).with_name("readd.py")
PASSED = {
    "V15 over a weekend": ((OFFICE, at("2026-03-06 16:00"), 600, ()), at("2026-03-10 10:00")),
    "V16 with a wait": (
        (
            OFFICE,
            at("2026-03-06 16:00"),
            180,
            [wait("2026-03-09 09:30", "2026-03-09 16:30")],
        ),
        at("2026-03-10 10:00"),
    ),
}
STILL = {
    (State.NEW, 1): State.WAITING_CITIZEN,
    (State.WAITING_CITIZEN, 2): State.ANSWERED,
    (State.WAITING_CITIZEN, 0): State.OPEN,
    (State.ANSWERED, 0): State.OPEN,
}
VECTORS = GOLDEN | PASSED


def facts_of(calendar: Calendar):
    """As staff would have typed it."""
    frames = {
        str(day): [[clock(opens), clock(closes)] for opens, closes in times]
        for day, times in calendar.frames.items()
    }
    closures = {day.isoformat(): why for day, why in calendar.closed.items()}
    return {"zone": calendar.zone, "frames": frames, "closures": closures}


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


@pytest.fixture
def opened(monday):
    """A private ticket of a service with these hours and this promise, opened at that moment."""

    def open_it(calendar, start, minutes, *, kind="question"):
        monday.move_to(start)
        words = dict.fromkeys(("summary", "owner", "phone", "place", "opening"), "-")
        promises = {"first_response_minutes": minutes, "resolution_minutes": minutes}
        with writing():
            service = add_service(
                slug="office", name="Office", calendar=facts_of(calendar), **words, **promises
            )
            ticket = actions.open_contact(
                title="About my bill",
                body=write_up("It is wrong."),
                email="robin@example.org",
                service=db.get_one(Service, service.id),
                kind=kind,
            )
            return ticket.id, ticket.reference

    return open_it


def stands_still(ticket_id, pauses, monday):
    """The log of a ticket whose clock stood still in these stretches: where two of them overlap,
    we wait for the person first, and have answered then.
    """
    for edge in sorted({edge for span in pauses for edge in span}):
        monday.move_to(edge)
        over = sum(start <= edge < end for start, end in pauses)
        with writing():
            ticket = queries.locked_ticket(ticket_id)
            state = STILL.get((State(ticket.state), over), State(ticket.state))
            if state != ticket.state:
                move_along(ticket, state, by_id=None, reason="by_hand")


def added_up(told):
    """What the script says, run as a program of its own."""
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT)],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("name", VECTORS)
def test_the_pieces_add_up_to_the_due_time(name, opened, agents_eyes, monday):
    (calendar, start, minutes, pauses), due_at = VECTORS[name]
    ticket_id, reference = opened(calendar, start, minutes)
    stands_still(ticket_id, pauses, monday)

    first, *_ = added_up(agents_eyes(reference))

    assert first[0] == "first_response"
    assert first[2] == first[3] == minutes
    assert first[4] == due_at.isoformat()


@pytest.mark.parametrize("kind", [kind.code for kind in KINDS])
def test_the_pieces_of_each_kind_add_up_too(kind, opened, agents_eyes):
    _, reference = opened(OFFICE, at("2026-03-02 10:00"), 960, kind=kind)
    told = agents_eyes(reference)

    for promise, line in zip(told["promises"], added_up(told), strict=True):
        assert line[:3] == [promise["clock"], promise["turn"], promise["minutes"]]
        assert line[3] == promise["minutes"]
        assert promise["due_at"] == promise["deadline"]
        assert at_once(line[4]) == at_once(promise["due_at"])


def at_once(text):
    return text.replace("+00:00", "").replace("Z", "")


@pytest.fixture
def agents_eyes(app, adam):
    """The promises of a ticket as the API tells them to a manager."""

    def look(reference):
        answer = adam.api("GET", f"/tickets/{reference}/promises")
        assert answer.status_code == 200
        return answer.json

    return look


def test_a_stranger_learns_nothing_of_a_private_ticket(visitor, letter):
    answer = visitor.get(f"/api/v1/tickets/{letter.reference}/promises")

    assert answer.status_code == 404


def test_whoever_reads_the_question_reads_its_promise(visitor, ticket):
    answer = visitor.get(f"/api/v1/tickets/{ticket.reference}/promises")

    assert [one["clock"] for one in answer.json["promises"]] == ["first_response", "resolution"]
