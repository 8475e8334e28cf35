"""The desk begins its day with what came in, what is promised, and what the last shift left."""

from datetime import timedelta
from typing import Any

import pytest

from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.services.hours import calendar_from
from moderation.helpdesk import actions
from moderation.helpdesk.models import Ticket
from moderation.morning import tasks
from moderation.morning.hours import last_close
from moderation.morning.matching import Came, patterns
from moderation.morning.models import MorningReading, ShiftNote
from moderation.staff.models import StaffService
from tests.factories import OFFICE_HOURS, open_waste
from tests.moderation.duty.conftest import is_here

NOTE = "The crane on Mill Lane stays until Thursday."


@pytest.fixture
def late(monday, parking):
    """It is Sunday night."""
    monday.move_to("2026-03-01T22:00:00+00:00", tick=False)
    return monday


def writes(title: str, **facts) -> Ticket:
    with writing():
        ticket = actions.open_contact(
            title=title,
            body=write_up("It happened tonight."),
            email=f"{title.lower().replace(' ', '.')}@example.org",
            name="Robin Vane",
        )
        for name, value in facts.items():
            setattr(ticket, name, value)
        return ticket


def leaves_note(person, body: str = NOTE, tickets: str = ""):
    return person.post("/desk/morning/notes", service="parking", body=body, tickets=tickets)


def the_note() -> Any:
    with fresh_reading():
        return db.query(ShiftNote).order_by(ShiftNote.id.desc()).first()


def test_what_reads_alike_is_one_line(dev, late):
    for place in ("Mill Lane", "Church Street", "the bridge"):
        writes(f"Street lamp broken in {place}")
    writes("My blue badge has not come")
    late.move_to("2026-03-02T08:30:00+00:00", tick=False)

    page = dev.get("/desk/morning").text

    assert "4 tickets came in" in page
    assert "3 that read alike" in page


def test_what_came_before_the_last_day_ended_is_not_new(dev, late):
    late.move_to("2026-02-27T12:00:00+00:00", tick=False)
    writes("Written on Friday at noon")
    late.move_to("2026-03-02T08:30:00+00:00", tick=False)

    page = dev.get("/desk/morning").text
    assert "0 tickets came in" in page
    assert "on Friday 27 February" in page


def test_an_emergency_stands_first_however_few_wrote(dev, late):
    for number in range(3):
        writes(f"Street lamp broken {number}")
    writes("A child fell into the shaft", is_emergency=True)
    late.move_to("2026-03-02T08:30:00+00:00", tick=False)

    page = dev.get("/desk/morning").text.split('id="came"')[1]
    assert page.index("A child fell") < page.index("Street lamp")


def test_grouping_needs_words_in_common_and_the_same_service():
    def came(id_: int, title: str, service: str = "Lamps") -> Came:
        return Came(id_, f"FM-{id_}", title, service, False, now() + timedelta(minutes=id_))

    found = patterns(
        [
            came(1, "Street lamp broken"),
            came(2, "Broken street lamp near school"),
            came(3, "Street lamp broken", "Parking"),
            came(4, "My permit"),
            came(5, "a b"),
        ]
    )

    sizes = {tuple(sorted(one.id for one in group.tickets)) for group in found}
    assert sizes == {(1, 2), (3,), (4,), (5,)}


def test_the_last_day_of_work_skips_weekends_and_holidays():
    closed = calendar_from(OFFICE_HOURS | {"closures": {"2026-02-27": "Office move"}})

    assert last_close(closed, now()).isoformat() == "2026-02-26T17:00:00+00:00"


def test_promises_of_today_and_those_that_broke_are_listed(dev, letter, monday, deliver):
    monday.move_to("2026-03-03T16:00:00+00:00", tick=False)
    before = dev.get("/desk/morning").text
    monday.move_to("2026-03-04T08:30:00+00:00", tick=False)
    today = dev.get("/desk/morning").text
    monday.move_to("2026-03-04T18:00:00+00:00", tick=False)
    deliver()

    assert "No promise is due today." in before
    assert "Blue badge" in today.split('id="today"')[1].split('id="came"')[0]
    assert "Promises we broke" in dev.get("/desk/morning").text


def test_agents_see_nothing_that_only_managers_see(dev, mara, late):
    writes("A member of staff was rude", is_for_managers=True)
    late.move_to("2026-03-02T08:30:00+00:00", tick=False)

    assert "was rude" not in dev.get("/desk/morning").text
    assert "was rude" in mara.get("/desk/morning").text


def test_a_note_waits_until_somebody_else_has_read_it(dev, nell, letter):
    leaves_note(dev, tickets=letter.reference.lower())

    page = nell.get("/desk/morning").text
    assert NOTE in page
    assert letter.title in page
    nell.post(f"/desk/morning/notes/{the_note().id}/confirmation")

    assert NOTE not in nell.get("/desk/morning").text
    assert the_note().confirmed_by_id == nell.member_id


def test_whoever_wrote_it_does_not_confirm_it(dev, parking):
    leaves_note(dev)

    refused = dev.post(f"/desk/morning/notes/{the_note().id}/confirmation")

    assert refused.status_code == 403
    assert "next shift" in refused.text


def test_confirming_twice_is_harmless_and_the_first_one_stays(dev, nell, mara, parking):
    leaves_note(dev)
    for person in (nell, mara):
        assert person.post(f"/desk/morning/notes/{the_note().id}/confirmation").status_code == 303

    assert the_note().confirmed_by_id == nell.member_id


def test_the_same_note_sent_twice_is_left_once(dev, parking):
    for _ in range(2):
        leaves_note(dev)

    with fresh_reading():
        assert db.query(ShiftNote).count() == 1


def test_a_reference_nobody_knows_is_refused_and_the_note_is_still_there(dev, parking):
    answer = leaves_note(dev, tickets="FM-0000000-0")

    assert answer.status_code == 422
    assert NOTE in answer.text
    assert the_note() is None


def test_a_note_names_no_ticket_its_writer_may_not_see(dev, parking):
    secret = writes("A member of staff was rude", is_for_managers=True)

    assert leaves_note(dev, tickets=secret.reference).status_code == 422


def test_a_team_reads_its_own_morning(dev, nell, parking):
    other = open_second_service()
    with writing():
        db.add(StaffService(member_id=nell.member_id, service_id=other))
    leaves_note(dev)

    assert NOTE not in nell.get("/desk/morning").text
    assert nell.post(f"/desk/morning/notes/{the_note().id}/confirmation").status_code == 403


def open_second_service() -> int:
    with writing():
        return open_waste().id


def test_reading_it_is_remembered_for_each_person(dev, nell, parking):
    dev.post("/desk/morning/readings")

    assert "You read it last" in dev.get("/desk/morning").text
    assert "You read it last" not in nell.get("/desk/morning").text


def test_citizens_have_no_morning(ada, parking):
    assert ada.get("/desk/morning").status_code == 403
    assert leaves_note(ada).status_code == 403


def test_whoever_asks_for_it_gets_one_mail_when_their_hours_begin(
    dev, nell, parking, deliver, outbox, monday
):
    for person in (dev, nell):
        is_here(person, weekday="1")
    dev.post("/desk/morning/mail", wanted="yes")
    monday.move_to("2026-03-03T08:50:00+00:00", tick=False)
    tasks.send_briefings()
    deliver()
    early = outbox("dev@example.org")
    monday.move_to("2026-03-03T09:10:00+00:00", tick=False)
    for _ in range(2):
        tasks.send_briefings()
    deliver()

    assert early == []
    (mail,) = outbox("dev@example.org")
    assert "came in." in mail
    assert outbox("nell@example.org") == []


def test_no_mail_comes_after_a_no(dev, parking):
    dev.post("/desk/morning/mail", wanted="yes")
    dev.post("/desk/morning/mail", wanted="no")

    with fresh_reading():
        assert db.query(MorningReading).one().wants_mail is False
