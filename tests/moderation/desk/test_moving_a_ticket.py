"""A ticket goes only where the table lets it go, and every move is written down."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading
from forum.kernel.events import PublishedEvent
from moderation.helpdesk.models import StateMove, TicketEntry
from moderation.helpdesk.states import FINAL, MOVES, NEEDS_REASON, PAUSED, State
from tests.moderation.conftest import as_stored

HARMLESS = {"reason": "", "text": ""}


def moves(dev, ticket, state, **form):
    return dev.post(
        f"/desk/tickets/{ticket.reference}/state", **(HARMLESS | {"state": state} | form)
    )


def test_every_state_has_its_moves_and_every_final_one_is_reachable():
    assert set(MOVES) == set(State)
    assert set().union(*MOVES.values()) >= FINAL | PAUSED


def test_nothing_that_is_over_goes_anywhere_but_back_to_work():
    assert all(MOVES[state] <= {State.OPEN} for state in FINAL - {State.MERGED})


def test_what_was_joined_goes_back_to_where_it_was():
    came_from = {state for state, after in MOVES.items() if State.MERGED in after}

    assert MOVES[State.MERGED] == came_from


def test_a_move_is_written_down_and_told(dev, ticket, now_is):
    moves(dev, ticket, "open")

    with fresh_reading():
        log = db.scalars(select(StateMove).order_by(StateMove.id)).all()
        kinds = db.scalars(select(PublishedEvent.kind)).all()
    assert [(m.before, m.state) for m in log] == [(None, "new"), ("new", "open")]
    assert log[-1].actor_id == dev.member_id
    assert "ticket_moved" in kinds
    assert now_is().state == "open"


def test_moving_twice_writes_once(dev, ticket):
    moves(dev, ticket, "open")
    moves(dev, ticket, "open")

    with fresh_reading():
        assert len(db.scalars(select(StateMove)).all()) == 2


def test_a_move_the_table_does_not_know_is_refused_in_words(dev, ticket, now_is):
    answer = moves(dev, ticket, "resolved")

    assert answer.status_code == 403
    assert "cannot be changed to “Solved”" in answer.text
    assert now_is().state == "new"


def test_a_state_that_does_not_exist_is_refused(dev, ticket):
    assert moves(dev, ticket, "archived").status_code == 422


@pytest.mark.parametrize("state", sorted(NEEDS_REASON - {State.MERGED}))
def test_an_end_without_a_solution_needs_a_reason(dev, ticket, now_is, state):
    answer = moves(dev, ticket, state, text="We are sorry.")

    assert answer.status_code == 422
    assert now_is().is_live


def test_merging_is_not_offered_while_there_is_nothing_to_merge_into(dev, ticket):
    assert moves(dev, ticket, "merged", reason="duplicate").status_code == 403


@pytest.mark.parametrize("state", ["waiting_citizen", "closed_unresolved"])
def test_when_it_is_their_turn_or_over_the_person_reads_why(dev, ada, ticket, state):
    without = moves(dev, ticket, state, reason="cannot")
    moves(dev, ticket, state, reason="cannot", text="The county mends that road.")

    assert without.status_code == 422
    assert "The county mends that road." in ada.get(f"/tickets/{ticket.reference}").text


def test_a_question_to_the_person_stops_the_clock_and_their_answer_starts_it(
    dev, ada, ticket, now_is
):
    moves(dev, ticket, "waiting_citizen", text="Which street is it?")
    still = now_is()
    ada.post(f"/tickets/{ticket.reference}/messages", body="Mill Lane.")

    assert still.due_at is None
    assert now_is().state == "open"
    assert now_is().due_at is not None


def test_writing_on_a_closed_ticket_opens_it_again(dev, ada, ticket, now_is):
    moves(dev, ticket, "closed_unresolved", reason="cannot", text="We are not able to.")
    ada.post(f"/tickets/{ticket.reference}/messages", body="But the sign says you are.")

    assert now_is().state == "open"
    assert now_is().closed_at is None


def test_it_is_not_opened_beside_a_newer_one(dev, ada, question, ticket):
    ada.post(f"/tickets/{ticket.reference}/withdrawal")
    ada.post(f"/threads/{question}/escalation")

    answer = ada.post(f"/tickets/{ticket.reference}/messages", body="What about this one?")

    assert answer.status_code == 403
    assert "newer ticket" in answer.text


def test_the_opener_says_whether_a_private_answer_solved_it(dev, visitor, letter):
    dev.post(f"/desk/tickets/{letter.reference}/answer", body="It is in the post.", to="person")
    page = visitor.post("/tickets", reference=letter.reference, email="robin@example.org").location
    key = page.partition("?")[2]

    no = visitor.post(f"/tickets/{letter.reference}/outcome?{key}", outcome="open")
    reopened = as_stored(letter.id).state
    dev.post(f"/desk/tickets/{letter.reference}/answer", body="It came back.", to="person")
    visitor.post(f"/tickets/{letter.reference}/outcome?{key}", outcome="solved")

    assert no.status_code == 303
    assert reopened == "open"
    assert as_stored(letter.id).state == "resolved"


def test_a_note_between_staff_is_never_shown_to_the_person(dev, ada, ticket):
    dev.post(
        f"/desk/tickets/{ticket.reference}/messages",
        body="Same as last week.",
        visibility="internal",
    )

    assert "Same as last week." in dev.get(f"/desk/tickets/{ticket.reference}").text
    assert "Same as last week." not in ada.get(f"/tickets/{ticket.reference}").text


def test_a_message_to_the_person_meets_the_first_promise(dev, ada, ticket):
    dev.post(
        f"/desk/tickets/{ticket.reference}/messages", body="We look at it.", visibility="private"
    )

    with fresh_reading():
        kept = db.scalars(select(PublishedEvent).where(PublishedEvent.kind == "promise_kept")).one()
    assert kept.facts["clock"] == "first_response"
    assert "We look at it." in ada.get(f"/tickets/{ticket.reference}").text


def test_a_note_meets_no_promise(dev, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/messages", body="Hm.", visibility="internal")

    with fresh_reading():
        assert "promise_kept" not in db.scalars(select(PublishedEvent.kind)).all()


def test_a_citizen_cannot_leave_notes_between_staff(ada, ticket):
    answer = ada.api(
        "POST", f"/tickets/{ticket.reference}/messages", body="Hm.", visibility="internal"
    )

    assert answer.status_code == 403
    with fresh_reading():
        assert db.scalars(select(TicketEntry)).all() == []


def test_impact_and_urgency_are_set_by_the_desk(dev, ada, ticket, now_is):
    dev.post(f"/desk/tickets/{ticket.reference}/priority", impact="high", urgency="high")
    refused = ada.post(f"/desk/tickets/{ticket.reference}/priority", impact="low", urgency="low")

    assert (now_is().impact, now_is().urgency) == ("high", "high")
    assert refused.status_code == 403
    assert "Priority 1 of 5" in dev.get(f"/desk/tickets/{ticket.reference}").text
