"""What people complained about in other desks' clocks does not happen here."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.mail import OutgoingMail
from forum.kernel.written import write_up
from forum.services.actions import add_service
from forum.services.models import Service
from moderation.helpdesk import actions
from moderation.helpdesk.queries import promises_of
from tests.factories import OFFICE_HOURS
from tests.forum.services.times import LONDON, at
from tests.moderation.helpdesk.complaints.conftest import stored

FIRST, NEXT, WHOLE = ("first_response", 0), ("next_response", 1), ("resolution", 0)


def happened(kind: str) -> list[datetime]:
    with fresh_reading():
        rows = select(PublishedEvent.happened_at).where(PublishedEvent.kind == kind)
        return list(db.scalars(rows.order_by(PublishedEvent.id)))


def frames(*blocks: tuple[str, str]) -> dict[str, Any]:
    days = {str(day): [list(block) for block in blocks] for day in range(5)}
    return OFFICE_HOURS | {"frames": days}


def opened_at_service(calendar: dict[str, Any], *, first: int, whole: int = 2400):
    """A message to a service of its own hours, and when each promise falls due."""
    with writing():
        service = add_service(
            slug="lamps",
            name="Street lamps",
            summary="Lamps",
            owner="Highways",
            phone="01632 960141",
            place="Depot",
            opening="Weekdays",
            calendar=calendar,
            first_response_minutes=first,
            resolution_minutes=whole,
        )
        ticket = actions.open_contact(
            title="Dark",
            body=write_up("A lamp."),
            email="robin@example.org",
            name="Robin",
            service=service,
        )
    with fresh_reading():
        return ticket, {one.clock: one.due_at for one in promises_of(ticket.id)}


def test_zammad_5177_a_shorter_next_reply_does_not_overrule_the_first_one(
    parking, mine, writes, promises, monday
):
    with writing():
        db.get_one(Service, parking.service_id).next_response_minutes = 60
    monday.move_to(at("2026-03-02 11:00"))
    writes()
    writes("And one thing more.")

    assert NEXT not in promises()
    assert stored(mine).due_at == promises()[FIRST].due_at == at("2026-03-04 10:00")


def test_zammad_3140_who_has_replied_breaks_no_promise_of_a_reply(
    says, writes, promises, swept, monday
):
    says()
    monday.move_to(at("2026-03-03 10:00"))
    writes()
    monday.move_to(at("2026-03-03 12:00"))
    says("Thank you. We look.")
    swept(at("2026-03-06 16:59"))

    assert promises()[FIRST].broken_at is None
    assert promises()[NEXT].met_at == at("2026-03-03 12:00")
    assert (promises()[NEXT].broken_at, promises()[NEXT].warned_at) == (None, None)
    assert happened("promise_broken") == []


def test_zammad_4432_nobody_is_told_of_lateness_at_night_or_at_the_weekend(
    dev, ada, parking, monday, swept, deliver
):
    moment = at("2026-03-06 16:00")
    monday.move_to(moment)
    with writing():
        ticket = actions.open_contact(
            title="Dark", body=write_up("x"), email="ada@example.org", by=ada.member
        )
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    while moment < at("2026-03-11 09:00"):
        moment += timedelta(hours=1)
        swept(moment)
    deliver()

    told = happened("promise_warned") + happened("promise_broken")
    local = [one.astimezone(LONDON) for one in told]
    with fresh_reading():
        mailed = db.scalars(select(OutgoingMail.kind).where(OutgoingMail.kind == "promise_at_risk"))
        assert len(mailed.all()) == len(told) == 2
    assert all(one.weekday() < 5 and 9 <= one.hour <= 17 for one in local)


def test_zammad_188_what_was_opened_again_goes_on_where_it_stopped(
    ada, mine, answers, promises, monday
):
    """Two of forty hours were used when we answered; the week it lay with Ada is none of them."""
    monday.move_to(at("2026-03-02 12:00"))
    answers()
    monday.move_to(at("2026-03-09 12:00"))
    ada.post(f"/tickets/{mine.reference}/outcome", outcome="open")

    assert promises()[WHOLE].due_at == at("2026-03-16 10:00")


def test_zammad_4353_a_promise_that_holds_no_more_marks_nothing_late(
    dev, mine, says, promises, swept
):
    says()
    old = promises()[WHOLE].due_at
    dev.post(f"/desk/tickets/{mine.reference}/kind", kind="personal_data_request")
    swept(old + timedelta(minutes=1))

    assert promises()[WHOLE].broken_at is None
    assert promises()[WHOLE].due_at > old + timedelta(days=10)
    assert "Late by" not in dev.get("/desk").text


def test_osticket_3034_6524_the_clock_stands_still_while_we_wait_for_the_person(
    dev, mine, waits, writes, promises, monday
):
    waits()
    still = promises()[WHOLE].due_at
    monday.move_to(at("2026-03-09 10:00"))
    writes("Heron Lane.")

    assert still is None
    assert promises()[WHOLE].due_at == at("2026-03-16 10:00")


def test_osticket_1168_4166_4969_freescout_3756_only_opening_hours_count(ada, parking, monday):
    """Friday at four: one hour that day, eight on Monday, seven on Tuesday make sixteen."""
    monday.move_to(at("2026-03-06 16:00"))
    with writing():
        ticket = actions.open_contact(
            title="Dark", body=write_up("x"), email="ada@example.org", by=ada.member
        )

    assert stored(ticket).due_at == at("2026-03-10 16:00")
    assert "Tuesday" in ada.get(f"/tickets/{ticket.reference}").text


def test_osticket_1684_what_is_answered_is_not_late_when_the_person_says_nothing(
    dev, mine, answers, promises, swept
):
    answers()
    swept(at("2026-05-04 10:00"))

    assert {one.broken_at for one in promises().values()} == {None}
    assert stored(mine).due_at is None
    assert "Late by" not in dev.get("/desk?show=answered").text


def test_glpi_6902_15605_another_weight_or_kind_forgets_no_pause(
    dev, mine, waits, writes, promises, monday
):
    """Eighty hours of a complaint, of which two were used before three days of waiting."""
    monday.move_to(at("2026-03-02 12:00"))
    waits()
    monday.move_to(at("2026-03-04 12:00"))
    dev.post(f"/desk/tickets/{mine.reference}/priority", impact="high", urgency="high")
    dev.post(f"/desk/tickets/{mine.reference}/kind", kind="complaint")
    still = promises()[WHOLE].due_at
    monday.move_to(at("2026-03-05 12:00"))
    writes("Heron Lane.")

    assert still is None
    assert promises()[WHOLE].due_at == at("2026-03-19 10:00")


def test_glpi_24481_nothing_is_broken_or_warned_of_while_we_wait(waits, promises, swept):
    waits()
    for day in range(3, 28):
        swept(at(f"2026-03-{day:02} 12:00"))

    assert {(one.broken_at, one.warned_at) for one in promises().values()} == {(None, None)}


def test_glpi_23359_time_it_was_solved_is_not_counted_again_as_waiting(
    ada, mine, answers, waits, writes, promises, monday
):
    """Answered for a day, then waiting for a day: thirty of forty hours are left on Thursday."""
    monday.move_to(at("2026-03-02 12:00"))
    answers()
    monday.move_to(at("2026-03-03 12:00"))
    ada.post(f"/tickets/{mine.reference}/outcome", outcome="open")
    monday.move_to(at("2026-03-04 12:00"))
    waits()
    monday.move_to(at("2026-03-05 12:00"))
    writes("Heron Lane.")

    assert promises()[WHOLE].due_at == at("2026-03-11 10:00")


def test_glpi_4170_2765_6898_what_nobody_takes_is_warned_of_and_late_by_the_clock_alone(
    dev, mine, deliver, monday
):
    """With the whole schedule of the house, and once each."""
    for moment in ("2026-03-03 14:00", "2026-03-04 10:00", "2026-03-04 10:05"):
        monday.move_to(at(moment))
        deliver()

    assert happened("promise_warned") == [at("2026-03-03 14:00")]
    assert happened("promise_broken") == [at("2026-03-04 10:00")]
    assert "Late by" in dev.get("/desk?show=free").text


def test_frappe_2212_1528_the_lunch_break_does_not_count(app, monday):
    monday.move_to(at("2026-03-02 11:30"))
    _, promised = opened_at_service(frames(("09:00", "12:00"), ("13:00", "17:00")), first=60)

    assert promised["first_response"] == at("2026-03-02 13:30")


def test_chatwoot_14009_a_day_may_have_several_blocks_of_hours(app, monday):
    monday.move_to(at("2026-03-02 10:30"))
    blocks = frames(("08:00", "11:00"), ("13:00", "14:00"), ("18:00", "20:00"))
    _, promised = opened_at_service(blocks, first=120)

    assert promised["first_response"] == at("2026-03-02 18:30")


def test_chatwoot_13392_a_promise_keeps_to_business_hours_until_it_is_marked(app, monday, swept):
    monday.move_to(at("2026-03-06 16:50"))
    _, promised = opened_at_service(frames(("09:00", "17:00")), first=30)
    for moment in ("2026-03-06 23:00", "2026-03-08 12:00", "2026-03-09 09:19"):
        swept(at(moment))
    before = happened("promise_broken")
    swept(at("2026-03-09 09:20"))

    assert promised["first_response"] == at("2026-03-09 09:20")
    assert before == []
    assert happened("promise_broken") == [at("2026-03-09 09:20")]


def test_frappe_3776_hours_are_those_of_the_service_and_waiting_is_not_lost_at_the_answer(
    dev, monday, swept
):
    """A service in New York; answered straight out of four days of waiting, one hour was used."""
    monday.move_to(at("2026-03-02 14:00"))  # nine in the morning there
    calendar = OFFICE_HOURS | {"zone": "America/New_York"}
    ticket, promised = opened_at_service(calendar, first=120, whole=120)
    swept(at("2026-03-02 15:00"))
    form = {"state": "waiting_citizen", "reason": "", "text": "Which street?"}
    dev.post(f"/desk/tickets/{ticket.reference}/state", **form)
    swept(at("2026-03-06 21:00"))
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="It is lit.", to="person")

    with fresh_reading():
        after = {one.clock: one for one in promises_of(ticket.id)}
    assert promised["first_response"] == at("2026-03-02 16:00")
    assert after["resolution"].met_at == at("2026-03-06 21:00")
    assert after["resolution"].broken_at is None
    assert happened("promise_broken") == []


def test_frappe_2449_waiting_changes_nothing_about_when_it_began(
    mine, waits, writes, promises, monday
):
    waits()
    monday.move_to(at("2026-03-09 10:00"))
    writes("Heron Lane.")

    assert stored(mine).opened_at == at("2026-03-02 10:00")
    assert promises()[FIRST].began_at == promises()[WHOLE].began_at == at("2026-03-02 10:00")


def test_frappe_1542_a_reply_is_not_the_answer(says, mine, promises):
    says()

    assert promises()[FIRST].met_at is not None
    assert promises()[WHOLE].met_at is None
    assert stored(mine).state == "open"


@pytest.mark.parametrize("turns", [3, 6])
def test_fixmystreet_358_who_asks_again_and_again_waits_since_the_first_time(
    dev, says, writes, promises, swept, monday, turns
):
    says()
    for day in range(turns):
        monday.move_to(at("2026-03-03 10:00") + timedelta(hours=day))
        writes(f"Is there news? {day}")
    swept(at("2026-03-05 10:00"))

    assert promises()[NEXT].began_at == at("2026-03-03 10:00")
    assert ("next_response", 2) not in promises()
    assert promises()[NEXT].broken_at == at("2026-03-05 10:00")
    assert "Late by" in dev.get("/desk").text
