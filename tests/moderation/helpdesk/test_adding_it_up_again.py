"""What is explained is what is counted: a stranger adds the pieces and finds the due time."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.services.actions import add_service
from forum.services.hours import Calendar
from forum.services.models import Service
from moderation.helpdesk import actions, queries
from moderation.helpdesk.actions import move_along
from moderation.helpdesk.keys import key_to
from moderation.helpdesk.kinds import KINDS
from moderation.helpdesk.states import State
from tests.forum.services.test_counting_working_time import GOLDEN
from tests.forum.services.times import OFFICE, at, wait

SCRIPT, OF_PAGE = (Path(__file__).with_name(name) for name in ("readd.py", "readd_page.py"))
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


def added_up(told, *, script=SCRIPT):
    """What the script says, run as a program of its own."""
    done = subprocess.run(
        [sys.executable, "-I", str(script)],
        input=told if isinstance(told, str) else json.dumps(told),
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


@pytest.mark.parametrize("name", VECTORS)
def test_the_rows_of_the_page_add_up_to_the_promise_when_it_is_due(name, opened, visitor, monday):
    (calendar, start, minutes, pauses), due_at = VECTORS[name]
    ticket_id, reference = opened(calendar, start, minutes)
    stands_still(ticket_id, pauses, monday)
    monday.move_to(due_at)

    first, *_ = rows_of_page(visitor, ticket_id, reference)

    assert first[:2] == ["First answer: the hours that counted", minutes]
    assert due_at - start >= timedelta(minutes=minutes)


@pytest.mark.parametrize("kind", [kind.code for kind in KINDS])
def test_the_rows_of_the_page_add_up_for_each_clock_of_each_kind(
    kind, opened, agents_eyes, visitor, monday
):
    ticket_id, reference = opened(OFFICE, at("2026-03-02 10:00"), 960, kind=kind)
    promises = agents_eyes(reference)["promises"]

    for number, promise in enumerate(promises):
        monday.move_to(promise["due_at"])
        _, minutes, _ = rows_of_page(visitor, ticket_id, reference)[number]
        assert minutes == promise["minutes"]
    assert [one["clock"] for one in promises] == ["first_response", "resolution"]


DAY = 480
KINDS_OWN_TIMES = {
    "complaint": (5 * DAY, 10 * DAY),
    "information_request": (960, 20 * DAY),
    "member_enquiry": (960, 10 * DAY),
    "safety_concern": (DAY, 960),
    "question": (960, 960),
}


@pytest.mark.parametrize("kind", KINDS_OWN_TIMES)
def test_a_kind_has_a_clock_of_its_own_where_it_says_so(kind, opened, agents_eyes):
    """An office of eight hours a day, so that its working days can be counted by hand."""
    _, reference = opened(OFFICE, at("2026-03-02 09:00"), 960, kind=kind)

    lines = added_up(agents_eyes(reference))

    assert tuple(line[3] for line in lines) == KINDS_OWN_TIMES[kind]


def test_a_month_is_one_of_the_calendar(opened, agents_eyes):
    _, reference = opened(OFFICE, at("2026-03-02 09:00"), 960, kind="personal_data_request")

    _, answer = agents_eyes(reference)["promises"]

    assert answer["due_at"].startswith("2026-04-02")


def rows_of_page(visitor, ticket_id, reference):
    """As the person reads them who has the link of our mail."""
    key = key_to(ticket_id, purpose="mail")
    return added_up(visitor.get(f"/tickets/{reference}/promise?key={key}").text, script=OF_PAGE)


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
