"""A kind says what has to be done first; until it is, nobody answers the ticket."""

import pytest

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.site import SiteSetting
from forum.kernel.written import write_up
from forum.threads.actions import accept_answer, answer_thread
from forum.threads.models import Answer, Thread
from moderation.choices import actions as choices
from moderation.choices import queries as chosen
from moderation.helpdesk import actions, queries
from moderation.helpdesk.models import Message, Ticket, TicketStep
from tests.moderation.catalogue.conftest import fields_of, words_of
from tests.moderation.conftest import as_stored

KIND = "/desk/reasons/ticket_kind/complaint/edit"
FIRST, SECOND = "We have said that we have it", "Somebody who was not involved has looked at it"
OPEN = "One step is still open"


@pytest.fixture
def complaint(dev, letter):
    dev.post(f"/desk/tickets/{letter.reference}/kind", kind="complaint")
    return letter


def answers(person, ticket):
    return person.post(f"/desk/tickets/{ticket.reference}/answer", body="Sorry.", to="person")


def ticks(person, ticket, *steps, back=False):
    end = "/removal" if back else ""
    for step in steps:
        sent = person.post(f"/desk/tickets/{ticket.reference}/steps{end}", step=step)
    return sent


def test_the_ticket_shows_what_has_to_be_done_first(dev, complaint):
    words = words_of(dev.get(f"/desk/tickets/{complaint.reference}"))

    assert "2 steps are still open" in words
    assert FIRST in words
    assert SECOND in words


def test_it_cannot_be_answered_while_a_step_is_open_and_the_step_is_named(dev, complaint):
    refused = answers(dev, complaint)

    assert refused.status_code == 403
    assert OPEN in refused.text
    assert FIRST in refused.text
    assert as_stored(complaint.id).state != "answered"

    ticks(dev, complaint, FIRST)
    assert SECOND in answers(dev, complaint).text
    ticks(dev, complaint, SECOND)
    assert answers(dev, complaint).status_code == 303
    assert as_stored(complaint.id).state == "answered"


@pytest.mark.parametrize("state", ["answered", "resolved"])
def test_it_cannot_be_moved_there_by_hand_either(dev, complaint, state):
    sent = {"state": state, "reason": "", "text": ""}
    refused = dev.post(f"/desk/tickets/{complaint.reference}/state", **sent)

    assert refused.status_code == 403
    assert as_stored(complaint.id).state not in ("answered", "resolved")


def test_it_can_still_be_closed_without_a_solution(dev, complaint):
    sent = {"state": "closed_unresolved", "reason": "cannot", "text": "Ask the county."}
    dev.post(f"/desk/tickets/{complaint.reference}/state", **sent)

    assert as_stored(complaint.id).state == "closed_unresolved"


def test_who_did_it_and_when_stands_there_and_twice_is_harmless(dev, complaint):
    ticks(dev, complaint, FIRST, FIRST)

    assert "Done by Dev Patel" in dev.get(f"/desk/tickets/{complaint.reference}").text
    with fresh_reading():
        assert db.query(TicketStep).count() == 1
        kinds = [one.kind for one in db.query(PublishedEvent)]
    assert kinds.count("ticket_step_done") == 1


def test_a_step_taken_back_is_open_again_and_stays_written_down(dev, complaint):
    ticks(dev, complaint, FIRST, SECOND)
    ticks(dev, complaint, FIRST, FIRST, back=True)

    assert OPEN in answers(dev, complaint).text
    with fresh_reading():
        taken_back = db.query(TicketStep).filter(TicketStep.undone_at.is_not(None)).one()
        assert taken_back.undone_by_id == dev.member_id
    ticks(dev, complaint, FIRST)
    assert answers(dev, complaint).status_code == 303


def test_no_step_of_an_answered_ticket_is_taken_back(dev, complaint):
    ticks(dev, complaint, FIRST, SECOND)
    answers(dev, complaint)

    assert "It is answered already." in ticks(dev, complaint, FIRST, back=True).text


def test_only_the_desk_ticks_and_only_steps_there_are(dev, ada, cleo, complaint):
    for person in (ada, cleo):
        assert ticks(person, complaint, FIRST).status_code in (403, 404)
    assert "not a step of this kind" in ticks(dev, complaint, "Whatever I like").text
    with fresh_reading():
        assert db.query(TicketStep).count() == 0


def test_an_answer_on_the_thread_is_a_message_while_a_step_is_open(dev, ada, ticket, deliver):
    dev.post(f"/desk/tickets/{ticket.reference}/kind", kind="complaint")
    with writing():
        thread = db.get_one(Thread, ticket.source_id)
        told = answer_thread(thread, by=dev.member, body=write_up("Sorry."), official=True).id
    deliver()
    with writing():
        accept_answer(db.get_one(Answer, told), by=ada.member)
    deliver()

    assert as_stored(ticket.id).state == "open"
    with fresh_reading():
        assert [m.answer_id for m in queries.whole_conversation(ticket.id)] == [told]


def test_managers_change_the_steps_with_a_look_before_and_undo(adam, dev, complaint):
    steps = "We have called the person\nWe have written it down"
    ticked = {"may_pause": "y", "from_writing": "y"}
    shown = adam.post(KIND, **fields_of(adam.get(KIND)) | ticked | {"steps": steps})
    assert "We have called the person · We have written it down" in words_of(shown)
    adam.post(KIND, **fields_of(shown) | ticked | {"steps": steps})

    assert "We have called the person" in dev.get(f"/desk/tickets/{complaint.reference}").text

    page = adam.get(KIND).text
    number = page.partition('action="/desk/changes/')[2].partition("/")[0]
    adam.post(f"/desk/changes/{number}/removal")
    assert FIRST in dev.get(f"/desk/tickets/{complaint.reference}").text


def test_a_place_that_changed_its_kinds_before_has_the_steps_we_begin_with(adam, dev, complaint):
    new = ("steps", "keeps", "from_writing")
    with writing():
        reason = chosen.reason_coded("ticket_kind", "fault")
        facts = chosen.facts_of_reason("ticket_kind", reason) | {"label": "It is broken"}
        choices.change_reason("ticket_kind", "fault", facts, by=adam.member, version=1)
        row = db.get_one(SiteSetting, "ticket_kinds")
        old = [{k: v for k, v in one.items() if k not in new} for one in row.value["reasons"]]
        row.value = {"reasons": old}

    assert OPEN in answers(dev, complaint).text
    assert FIRST in words_of(adam.get(KIND)) or FIRST in adam.get(KIND).text


@pytest.mark.parametrize("steps", ["x" * 121, "\n".join(f"Step {n}" for n in range(13)), "A\nA"])
def test_too_many_long_or_double_steps_are_refused(adam, steps):
    sent = adam.post(KIND, **fields_of(adam.get(KIND)) | {"may_pause": "y", "steps": steps})

    assert sent.status_code == 422
    assert "Write at most twelve steps" in sent.text


def test_a_person_who_says_it_is_solved_is_never_asked_for_steps(dev, ada, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="It is there.", to="person")
    dev.post(f"/desk/tickets/{ticket.reference}/kind", kind="complaint")
    with writing():
        actions.say_outcome(db.get_one(Ticket, ticket.id), by=ada.member, is_solved=True)

    assert as_stored(ticket.id).state == "resolved"


def test_neither_is_a_message_made_the_official_answer_while_one_is_open(dev, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/messages", body="We look.", visibility="private")
    dev.post(f"/desk/tickets/{ticket.reference}/kind", kind="complaint")
    with fresh_reading():
        message_id = db.query(Message.id).where(Message.is_from_staff).scalar()
    page = f"/desk/tickets/{ticket.reference}/messages/{message_id}/publication"

    assert OPEN in dev.post(page, body="Nobody pays in March.").text
    with fresh_reading():
        assert db.query(Answer).count() == 0
