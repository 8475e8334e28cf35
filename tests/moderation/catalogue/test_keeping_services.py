"""Managers add and change services and topics: previewed, audited, undoable, promises kept."""

import pytest
from sqlalchemy import func

from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading
from forum.services.models import CalendarVersion
from forum.services.queries import service_called
from forum.topics.queries import topic_called
from moderation.catalogue.models import CatalogueChange
from moderation.helpdesk.models import Ticket, TicketPromise
from tests.moderation.catalogue.conftest import fields_of, words_of

EDIT = "/desk/services/parking/edit"
HISTORY = "/desk/services/parking/history"


def parking_now():
    with fresh_reading():
        return service_called("parking")


def removal():
    with fresh_reading():
        return f"{HISTORY}/{newest_change()}/removal"


def newest_change():
    return db.query(func.max(CatalogueChange.id)).scalar()


def test_the_list_says_what_each_service_promises(adam, parking):
    words = words_of(adam.get("/desk/services"))

    assert "First reply within 2 working days" in words
    assert "Answer within 5 working days" in words
    assert "Monday to Friday, 9 am to 5 pm" in words


def test_a_change_is_shown_before_it_is_saved(look, parking):
    shown = look(EDIT, first_days="1", phone="01632 960149")

    words = words_of(shown)
    assert "First reply within 2 working days 1 working day" in words
    assert "Phone 01632 960140 01632 960149" in words
    assert "E-mail –" not in words
    assert parking_now().first_response_minutes == 960


def test_what_was_changed_after_the_preview_is_shown_again(adam, look, parking):
    seen = fields_of(look(EDIT, first_days="1"))

    again = adam.post(EDIT, **seen | {"first_days": "9"})

    assert again.status_code == 200
    assert "2 working days 9 working days" in words_of(again)
    assert parking_now().first_response_minutes == 960


def test_saving_makes_a_version_an_audit_row_and_a_history(adam, save, parking):
    saved = save(EDIT, first_days="1")

    assert saved.location == HISTORY
    assert parking_now().first_response_minutes == 480
    assert parking_now().version == 2
    words = words_of(adam.get(HISTORY))
    assert "Changed : Parking" in words or "Changed: Parking" in words
    assert "Adam Reed" in words
    with fresh_reading():
        entry = db.query(AuditEntry).one()
        assert (entry.deed, entry.actor_id) == ("service changed", adam.member_id)
        assert entry.subject_id == parking_now().subject_id


def test_nothing_different_saves_nothing(look, parking):
    assert "Nothing is different" in words_of(look(EDIT))


def test_a_change_can_be_undone_and_the_undoing_too(adam, save, parking):
    save(EDIT, first_days="1", owner="Traffic team")

    undone = adam.post(removal(), follow=True)
    first = parking_now().owner, parking_now().first_response_minutes
    adam.post(removal())

    assert "It is as it was before" in words_of(undone)
    assert first == ("Parking team", 960)
    assert parking_now().owner == "Traffic team"


def test_undoing_twice_is_harmless(adam, save, parking):
    save(EDIT, owner="Traffic team")
    undo = removal()

    adam.post(undo)
    version = parking_now().version
    again = adam.post(undo)

    assert again.status_code == 303
    assert parking_now().version == version


def test_what_was_undone_and_then_made_again_is_not_undone_twice(adam, save, parking):
    save(EDIT, owner="Traffic team")
    first = removal()
    adam.post(first)
    save(EDIT, owner="Traffic team")

    refused = adam.post(first)

    assert refused.status_code == 403
    assert "Undo the later change first" in words_of(refused)
    assert parking_now().owner == "Traffic team"


def test_what_was_changed_again_is_not_undone_blindly(adam, save, parking):
    save(EDIT, owner="Traffic team")
    first = removal()
    save(EDIT, owner="Streets team")

    refused = adam.post(first)

    assert refused.status_code == 403
    assert "Undo the later change first" in words_of(refused)
    assert parking_now().owner == "Streets team"


def test_what_was_undone_and_then_changed_again_is_a_later_change(adam, save, parking):
    save(EDIT, owner="Traffic team")
    first = removal()
    adam.post(first)
    save(EDIT, owner="Traffic team")

    refused = adam.post(first)

    assert refused.status_code == 403
    assert "Undo the later change first" in words_of(refused)


def test_of_two_editors_the_second_is_told(adam, look, save, parking):
    mine = fields_of(look(EDIT, owner="Streets team"))
    save(EDIT, owner="Traffic team")

    late = adam.post(EDIT, **mine)

    assert late.status_code == 409
    assert parking_now().owner == "Traffic team"


def test_old_tickets_keep_their_promise_and_new_ones_get_the_new(ada, save, parking):
    def ticket(title):
        ada.post("/ask", title=title, body="It is late.", topic="parking", door="public")
        with fresh_reading():
            from forum.threads.models import Thread

            thread = db.query(Thread).where(Thread.title == title).one()
        ada.post(f"/threads/{thread.id}/escalation", reason="Nobody knows.")
        with fresh_reading():
            made = db.query(Ticket).where(Ticket.source_id == thread.id).one()
            rows = db.query(TicketPromise).where(TicketPromise.ticket_id == made.id)
            return {row.clock: (row.minutes, row.calendar_id) for row in rows}, made.id

    before, old_id = ticket("My permit is late")
    save(EDIT, first_days="1", saturday="10:00-12:00", seen="")
    after, _new_id = ticket("My other permit is late")

    with fresh_reading():
        rows = db.query(TicketPromise).where(TicketPromise.ticket_id == old_id)
        kept = {row.clock: (row.minutes, row.calendar_id) for row in rows}
        calendars = db.query(CalendarVersion).count()
    assert kept == before
    assert after["first_response"][0] < before["first_response"][0]
    assert after["first_response"][1] != before["first_response"][1]
    assert calendars == 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"monday": "nine to five"}, "Write the hours like 9:00-17:00."),
        ({"monday": "17:00-9:00"}, "Closing time must be after opening time"),
        ({"monday": "9-12, 11-17"}, "must be in order and must not overlap"),
        ({"closures": "Christmas"}, "Write each closed day on a line of its own"),
        ({"country": "GB", "subdivision": "XYZ"}, "We have no list of public holidays"),
        ({"country": "Nowhere"}, "Choose a country, or none."),
        ({"first_days": "0", "first_hours": "0"}, "Promise at least one hour."),
        ({"first_days": "many"}, "Write a whole number of days"),
        ({"name": ""}, "Write the name of the service."),
        (
            dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), ""),
            "Write the hours of at least one day.",
        ),
    ],
)
def test_what_is_wrong_is_said_at_the_field(look, parking, wrong, words):
    answer = look(EDIT, **wrong)

    assert answer.status_code == 422
    assert words in words_of(answer)


def test_hours_typed_as_people_do(save, parking):
    save(EDIT, monday="9.30am - 12, 1 pm to 5:15pm", closures="2026-12-28 Christmas closure")

    facts = parking_now().calendar_version.facts
    assert facts["frames"]["0"] == [["09:30", "12:00"], ["13:00", "17:15"]]
    assert facts["closures"] == {"2026-12-28": "Christmas closure"}


def test_a_new_service_and_its_topic(adam, save, visitor, parking):
    saved = save("/desk/services/new", name="Waste & recycling", summary="Bins", owner="Waste team")
    topic = save(
        "/desk/topics/new", name="Bins", summary="What goes where", service="waste-recycling"
    )

    assert saved.location == "/desk/topics/new?service=waste-recycling"
    assert topic.location == "/desk/services"
    page = words_of(visitor.get("/services/waste-recycling"))
    assert "Bins" in page
    assert "You get a first reply within 2 working days." in page
    assert visitor.get("/topics/bins").status_code == 200


def test_a_taken_name_is_refused_and_nothing_is_lost(save, parking):
    answer = save("/desk/services/new", name="Parking", summary="Again", owner="Us")

    assert answer.status_code == 422
    assert "There is one with this name already." in words_of(answer)


def test_a_topic_moves_to_another_service_and_back(adam, save, parking):
    save("/desk/services/new", name="Roads", summary="Roads", owner="Road team")

    save("/desk/topics/parking/edit", service="roads", after_days="0", after_hours="0")
    with fresh_reading():
        moved = topic_called("parking")
        was = (moved.service_id, moved.escalates_after_minutes)
        change = newest_change()
    adam.post(f"/desk/services/roads/history/{change}/removal")

    assert was == (service_id("roads"), 0)
    with fresh_reading():
        assert topic_called("parking").service_id == service_id("parking")
        assert topic_called("parking").escalates_after_minutes == 960


def service_id(slug):
    with fresh_reading():
        return service_called(slug).id


@pytest.mark.parametrize("who", ["ada", "cleo", "dev", "pia"])
def test_the_door_is_shut_for_others(who, parking, request):
    person = request.getfixturevalue(who)

    assert person.get("/desk/services").status_code == 403
    assert person.post(EDIT, name="Mine").status_code == 403
