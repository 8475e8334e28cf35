"""Managers open a hold with a reason, look at it again in time, and end it with a reason."""

from sqlalchemy import func

from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading
from forum.kernel.holding import Held
from moderation.holds.checks import check_reviews
from moderation.holds.models import LegalHold
from tests.moderation.catalogue.conftest import fields_of, words_of
from tests.moderation.holds.conftest import count

NEW = "/desk/holds/new"
WHY = "A court asked for it."


def send(person, **said):
    form = {"place": "person", "what": "Ada Okafor", "reason": WHY, "review": "2026-06-01T09:00"}
    return person.post(NEW, **(form | said))


def opens(person, **said):
    looked_at = send(person, **said)
    return send(person, **(said | {"seen": fields_of(looked_at)["seen"]}))


def newest():
    with fresh_reading():
        return db.query(func.max(LegalHold.id)).scalar()


def test_what_it_will_cover_is_shown_before_it_is_open(adam, ada):
    page = send(adam)

    assert "It will cover this" in page.text
    assert "Ada Okafor" in words_of(page)
    assert count(LegalHold) == 0


def test_a_hold_is_opened_shown_and_ended(adam, ada):
    opens(adam)
    hold = newest()
    assert count(Held, Held.member_id == ada.member_id) == 1

    page = words_of(adam.get(f"/desk/holds/{hold}"))
    assert WHY in page
    assert "Ada Okafor" in page
    assert "Ada Okafor" in adam.get("/desk/holds").text

    adam.post(f"/desk/holds/{hold}/removal", reason="The court has decided.")
    assert count(Held) == 0
    assert "The court has decided." in adam.get(f"/desk/holds/{hold}").text
    assert "Ada Okafor" in adam.get("/desk/holds?show=ended").text


def test_the_same_sent_twice_is_one_hold(adam, ada):
    opens(adam)
    opens(adam)

    assert count(LegalHold) == 1


def test_ending_it_twice_is_harmless(adam, ada, hold):
    number = hold("member", ada.member_id)
    for reason in ("It is decided.", "Again."):
        adam.post(f"/desk/holds/{number}/removal", reason=reason)

    assert "It is decided." in adam.get(f"/desk/holds/{number}").text


def test_a_hold_needs_a_reason_and_a_day_to_look_again(adam, ada):
    assert "Say in a sentence why." in send(adam, reason="").text
    assert "Choose a day to come" in send(adam, review="2020-01-01T09:00").text
    assert count(LegalHold) == 0


def test_what_nobody_can_find_is_said_in_plain_words(adam):
    assert "We cannot find that." in send(adam, what="Nobody at all").text
    assert "We cannot find that." in send(adam, place="ticket", what="FM-00000000").text


def test_tickets_posts_topics_and_services_are_found_as_people_write_them(adam, ticket, question):
    cases = {
        "ticket": ticket.reference.lower(),
        "post": f"http://localhost/threads/{question}-my-permit",
        "topic": "parking",
        "service": "parking",
    }
    for place, what in cases.items():
        assert "It will cover this" in send(adam, place=place, what=what).text, place


def test_only_managers_open_holds(dev, cleo, ada, visitor):
    for person in (dev, cleo, ada, visitor):
        assert person.get("/desk/holds").status_code in (401, 403)
        assert send(person).status_code in (401, 403)
    assert count(LegalHold) == 0


def test_who_opened_and_ended_it_stands_in_the_audit_log(adam, ada, hold, release):
    number = hold("member", ada.member_id)
    release(number)

    with fresh_reading():
        rows = db.query(AuditEntry).filter(AuditEntry.reason == f"hold {number}").all()
        told = [(row.deed, row.actor_id, row.person_id) for row in rows]
    deeds = ("legal hold opened", "legal hold ended")
    assert told == [(deed, adam.member_id, ada.member_id) for deed in deeds]


def test_the_doctor_says_when_a_hold_is_past_its_review(ada, hold, monday):
    number = hold("member", ada.member_id)
    assert list(check_reviews()) == []

    monday.move_to("2026-12-01T10:00:00+00:00")

    assert [finding.sentence for finding in check_reviews()] == [
        f"Legal hold {number} is past its review: nothing it covers is forgotten."
    ]


def test_the_desk_sees_that_a_ticket_is_covered_and_managers_by_what(dev, adam, ticket, hold):
    number = hold("subject", ticket.id)
    page = f"/desk/tickets/{ticket.reference}"

    assert "A legal hold covers it." in dev.get(page).text
    assert WHY not in dev.get(page).text
    assert f"Legal hold {number} covers it." in adam.get(page).text


def test_the_person_does_not_read_that_a_hold_covers_their_ticket(ada, ticket, hold):
    hold("subject", ticket.id)

    assert "hold" not in words_of(ada.get(f"/tickets/{ticket.reference}")).lower().split()
