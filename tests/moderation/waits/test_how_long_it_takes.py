"""People read how long answers usually take; afterwards everybody reads how often it was true."""

from email import policy
from email.parser import BytesParser

import pytest

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.services.hours import ALWAYS_OPEN
from forum.services.models import UsualWait
from moderation.helpdesk import actions, queries
from moderation.helpdesk.actions import move_along
from moderation.helpdesk.keys import key_to
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.states import State
from moderation.waits.models import SaidWait
from moderation.waits.reckoning import Verdict, estimate, verdict
from moderation.waits.tasks import look_back
from tests.forum.services.times import OFFICE, at
from tests.moderation.catalogue.conftest import words_of

HALF = "Half of such questions were answered within 2 working hours, nine of ten within"
SENTENCE = f"{HALF} 1 working day."


def writes(number, kind="question"):
    with writing():
        ticket = actions.open_contact(
            title=f"Question {number}",
            body=write_up("When?"),
            email=f"p{number}@example.org",
            kind=kind,
        )
        return ticket.id


def moves(ticket_id, state):
    with writing():
        move_along(queries.locked_ticket(ticket_id), state, by_id=None, reason="not_needed")


@pytest.fixture
def experience(parking, monday):
    """Ten answers: six after two hours, four after a working day."""
    monday.move_to(at("2026-02-02 09:00"))
    ids = [writes(number) for number in range(10)]
    monday.move_to(at("2026-02-02 11:00"))
    for ticket_id in ids[:6]:
        moves(ticket_id, State.ANSWERED)
    monday.move_to(at("2026-02-02 17:00"))
    for ticket_id in ids[6:]:
        moves(ticket_id, State.ANSWERED)
    monday.move_to(at("2026-03-02 10:00"))


@pytest.fixture
def reckoned(experience, deliver):
    deliver()
    look_back()


def said():
    with fresh_reading():
        rows = db.query(SaidWait).order_by(SaidWait.ticket_id)
        return [(row.within_half, row.within_nine, row.judged_at) for row in rows]


def estimates():
    with fresh_reading():
        return [(w.kind, w.cases, w.half_minutes, w.nine_minutes) for w in db.query(UsualWait)]


def test_half_and_nine_of_ten_are_counted_in_opening_time(reckoned):
    assert estimates() == [("question", 10, 120, 480)]


def test_whoever_is_about_to_write_reads_it(visitor, reckoned):
    page = words_of(visitor.get("/contact"))

    assert SENTENCE in page
    assert "That is experience and no promise." in page


def test_it_stands_on_the_ticket_and_right_after_sending(visitor, reckoned):
    ticket_id = writes(50)
    with fresh_reading():
        reference = db.get_one(Ticket, ticket_id).reference
    key = key_to(ticket_id)

    for address in (f"/tickets/{reference}", f"/tickets/{reference}/opened"):
        assert SENTENCE in words_of(visitor.get(f"{address}?key={key}"))


def test_whoever_looks_by_reference_and_address_reads_it_too(visitor, reckoned):
    ticket_id = writes(50)
    with fresh_reading():
        reference = db.get_one(Ticket, ticket_id).reference

    found = visitor.post("/tickets", reference=reference, email="p50@example.org", follow=True)

    assert SENTENCE in words_of(found)


def test_the_acknowledgement_says_it_too(visitor, reckoned, deliver, app):
    writes(50)
    deliver()

    folder = app.config["FOLKMOOT"].HOME / "mail"
    letters = [
        BytesParser(policy=policy.default).parsebytes(path.read_bytes())
        for path in folder.glob("*.eml")
    ]
    (mine,) = [one for one in letters if one["to"] == "p50@example.org"]
    body = mine.get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert f"{SENTENCE} That is experience and no promise." in text


def test_after_the_answer_nobody_is_told_how_long_it_takes(visitor, reckoned):
    ticket_id = writes(50)
    moves(ticket_id, State.ANSWERED)
    with fresh_reading():
        reference = db.get_one(Ticket, ticket_id).reference

    assert HALF not in words_of(visitor.get(f"/tickets/{reference}?key={key_to(ticket_id)}"))


def test_nothing_is_said_of_nine_cases(parking, monday, visitor):
    monday.move_to(at("2026-02-02 09:00"))
    ids = [writes(number) for number in range(9)]
    monday.move_to(at("2026-02-02 11:00"))
    for ticket_id in ids:
        moves(ticket_id, State.ANSWERED)
    look_back()

    assert estimates() == []
    assert "Half of such questions" not in words_of(visitor.get("/contact"))
    assert "We cannot say yet" in words_of(visitor.get("/waiting-times"))


def test_what_is_older_than_a_year_is_forgotten(reckoned, monday):
    monday.move_to(at("2027-02-10 10:00"))
    look_back()

    assert estimates() == []


def test_each_kind_has_an_experience_of_its_own(experience, deliver):
    ids = [writes(number, "fault") for number in range(60, 69)]
    for ticket_id in ids:
        moves(ticket_id, State.ANSWERED)
    look_back()

    assert [kind for kind, *_ in estimates()] == ["question"]


def test_time_in_which_we_waited_for_the_person_is_not_counted(parking, monday):
    monday.move_to(at("2026-02-02 09:00"))
    ids = [writes(number) for number in range(10)]
    monday.move_to(at("2026-02-02 10:00"))
    for ticket_id in ids:
        moves(ticket_id, State.WAITING_CITIZEN)
    monday.move_to(at("2026-02-20 10:00"))
    for ticket_id in ids:
        moves(ticket_id, State.ANSWERED)
    look_back()

    assert estimates() == [("question", 10, 60, 60)]


def test_afterwards_it_is_judged_once(reckoned, monday, deliver):
    quick, slow, never = writes(51), writes(52), writes(53)
    deliver()
    monday.move_to(at("2026-03-02 11:00"))
    moves(quick, State.ANSWERED)
    monday.move_to(at("2026-03-02 16:00"))
    moves(slow, State.ANSWERED)
    moves(never, State.WITHDRAWN)
    look_back()
    too_early = said()
    monday.move_to(at("2026-03-04 10:00"))
    look_back()
    once = said()
    monday.move_to(at("2026-03-05 10:00"))
    look_back()

    assert [one[2] for one in too_early] == [None, None, None]
    assert [one[:2] for one in once] == [(True, True), (False, True), (None, None)]
    assert said() == once


def test_one_that_is_still_open_counts_against_us(reckoned, monday, deliver):
    writes(51)
    deliver()
    monday.move_to(at("2026-03-09 10:00"))
    look_back()

    assert [one[:2] for one in said()] == [(False, False)]


def test_how_often_it_was_true_is_published(reckoned, monday, deliver, visitor):
    ids = [writes(number) for number in range(70, 80)]
    deliver()
    monday.move_to(at("2026-03-02 11:00"))
    for ticket_id in ids[:4]:
        moves(ticket_id, State.ANSWERED)
    monday.move_to(at("2026-03-02 17:00"))
    for ticket_id in ids[4:9]:
        moves(ticket_id, State.ANSWERED)
    monday.move_to(at("2026-03-09 10:00"))
    look_back()

    words = words_of(visitor.get("/waiting-times"))
    told = visitor.get("/waiting-times.json").json
    table = visitor.get("/waiting-times.csv").text.splitlines()

    assert "Parking 10 40.0 90.0" in words
    assert told["calibration"][0]["within_half"] == 40.0
    assert told["calibration"][-1] == {
        "service": "",
        "cases": 10,
        "within_half": 40.0,
        "within_nine": 90.0,
        "note": "",
    }
    assert table[1] == "parking,10,40.0,90.0,"


def test_few_cases_are_not_published(reckoned, monday, deliver, visitor):
    writes(51)
    deliver()
    monday.move_to(at("2026-03-09 10:00"))
    look_back()

    told = visitor.get("/waiting-times.json").json["calibration"][0]
    assert told["note"] == "fewer than 10"
    assert told["cases"] is told["within_half"] is None
    assert "Parking fewer than 10 not shown not shown" in words_of(visitor.get("/waiting-times"))


def test_opening_a_ticket_again_after_the_verdict_changes_nothing(reckoned, monday, deliver):
    ticket_id = writes(51)
    deliver()
    moves(ticket_id, State.ANSWERED)
    monday.move_to(at("2026-03-04 10:00"))
    look_back()
    once = said()
    moves(ticket_id, State.OPEN)
    look_back()

    assert said() == once


def test_hearing_twice_that_a_ticket_was_opened_notes_it_once(reckoned, deliver):
    from moderation.waits.actions import note_said

    ticket_id = writes(51)
    deliver()
    with writing():
        note_said(queries.locked_ticket(ticket_id))

    assert len(said()) == 1


def test_what_is_said_is_rounded_up_to_what_people_can_use():
    assert estimate([7] * 10, OFFICE) == (10, 10, 10)
    assert estimate([61] * 10, OFFICE) == (10, 120, 120)
    assert estimate([481] * 10, OFFICE) == (10, 960, 960)
    assert estimate([0] * 10, ALWAYS_OPEN) == (10, 5, 5)
    assert estimate(range(9), OFFICE) is None


def test_the_smallest_time_of_which_it_is_true_is_said():
    found = estimate([60, 120, 180, 240, 300, 360, 420, 480, 960, 1440], OFFICE)

    assert found == (10, 300, 960)


def test_an_answer_that_may_still_be_in_time_is_not_judged():
    within = {"half": 60, "nine": 120}

    assert verdict(120, **within, is_answered=False) is None
    assert verdict(121, **within, is_answered=False) == Verdict(False, False)
    assert verdict(120, **within, is_answered=True) == Verdict(False, True)


def test_what_one_was_told_is_in_what_one_can_take_along(ada, reckoned, deliver):
    with writing():
        actions.open_contact(
            title="Mine", body=write_up("When?"), email="ada@example.org", by=ada.member
        )
    deliver()

    (told,) = ada.api("GET", "/me/export").json["rows"]["waits"]
    assert (told["half_minutes"], told["nine_minutes"]) == (120, 480)
