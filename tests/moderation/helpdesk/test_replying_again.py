"""Whoever writes again is promised a reply; the desk is warned before a promise is broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.mail import OutgoingMail
from forum.kernel.written import write_up
from moderation.helpdesk import actions, queries
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.promises import Said, turns
from moderation.helpdesk.tasks import mark_broken_promises
from tests.forum.services.times import at

TUESDAY = at("2026-03-03 09:30")


@pytest.fixture
def writes(ticket):
    """Somebody writes on the ticket, as far as they are allowed to."""

    def write(who, text="Here is more about it."):
        with writing():
            mine = queries.locked_ticket(ticket.id)
            actions.write_message(mine, by=who.member, body=write_up(text))

    return write


@pytest.fixture
def replied(dev, writes):
    """The desk has replied once, and goes on working."""
    writes(dev, "Which street is it?")


def promises(ticket):
    with fresh_reading():
        return {(p.clock, p.turn): p for p in queries.promises_of(ticket.id)}


def events(kind):
    with fresh_reading():
        return db.scalar(select(func.count()).where(PublishedEvent.kind == kind))


def mails(kind):
    with fresh_reading():
        return [mail.recipient for mail in db.scalars(select(OutgoingMail).filter_by(kind=kind))]


def test_whoever_writes_again_is_promised_a_reply(ada, ticket, replied, writes, monday):
    monday.move_to(TUESDAY)
    writes(ada)

    again = promises(ticket)["next_response", 1]
    assert again.began_at == TUESDAY
    assert again.due_at == at("2026-03-05 09:30")


def test_until_the_first_reply_the_first_promise_is_the_one_that_counts(ada, ticket, writes):
    writes(ada)

    assert set(promises(ticket)) == {("first_response", 0), ("resolution", 0)}


def test_words_added_to_words_that_wait_do_not_start_the_clock_again(
    ada, ticket, replied, writes, monday
):
    monday.move_to(TUESDAY)
    writes(ada)
    monday.move_to("2026-03-04T12:00:00+00:00")
    writes(ada, "And one more thing.")

    assert promises(ticket)["next_response", 1].due_at == at("2026-03-05 09:30")
    assert ("next_response", 2) not in promises(ticket)


def test_a_reply_keeps_the_promise_and_the_next_words_begin_another(
    ada, dev, ticket, replied, writes, monday
):
    monday.move_to(TUESDAY)
    writes(ada)
    writes(dev, "Thank you, that helps.")
    monday.move_to("2026-03-04T12:00:00+00:00")
    writes(ada)

    found = promises(ticket)
    assert found["next_response", 1].met_at == TUESDAY
    assert found["next_response", 2].began_at == at("2026-03-04 12:00")
    assert events("promise_kept") == 2


def test_a_note_between_staff_is_no_reply(ada, dev, ticket, replied, writes):
    writes(ada)
    with writing():
        mine = queries.locked_ticket(ticket.id)
        note = write_up("Ask the depot.")
        actions.write_note(mine, by=dev.member, body=note)

    assert promises(ticket)["next_response", 1].met_at is None


def test_saying_that_it_is_not_solved_waits_for_a_reply_too(ada, dev, ticket, monday):
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="Done.", to="person")
    monday.move_to(TUESDAY)
    ada.post(f"/tickets/{ticket.reference}/outcome", outcome="open")

    assert promises(ticket)["next_response", 1].began_at == TUESDAY


def test_the_clock_of_a_later_reply_stands_still_while_we_wait(
    ada, dev, ticket, replied, writes, monday
):
    writes(ada)
    with writing():
        actions.move(queries.locked_ticket(ticket.id), "waiting_citizen", by=dev.member)

    assert promises(ticket)["next_response", 1].due_at is None


def test_the_next_thing_due_of_a_ticket_counts_in_the_queue(ada, dev, ticket, replied, writes):
    before = _due_at(ticket)
    writes(ada)

    assert _due_at(ticket) < before


def test_the_person_reads_the_promise_and_how_it_is_counted(ada, ticket, replied, writes):
    writes(ada)

    page = ada.get(f"/tickets/{ticket.reference}").text
    assert "We promise our next reply by" in page
    assert "Reply 2: the hours that counted" in page
    assert "Reply 2" in ada.get(f"/tickets/{ticket.reference}/promise").text


def test_a_later_reply_that_does_not_come_breaks_its_promise_once(
    ada, ticket, replied, writes, monday
):
    writes(ada)
    monday.move_to("2026-03-04T10:00:00+00:00")
    for _ in range(2):
        mark_broken_promises()

    assert promises(ticket)["next_response", 1].broken_at == at("2026-03-04 10:00")
    assert events("promise_broken") == 1


def test_the_desk_is_warned_when_three_quarters_are_used_up(ticket, monday):
    monday.move_to("2026-03-03T13:59:00+00:00")
    mark_broken_promises()
    before = events("promise_warned")
    monday.move_to("2026-03-03T14:00:00+00:00")
    for _ in range(3):
        mark_broken_promises()

    assert before == 0
    assert events("promise_warned") == 1
    assert promises(ticket)["first_response", 0].warned_at == at("2026-03-03 14:00")


def test_nobody_is_warned_of_what_is_broken_or_answered(dev, ticket, monday):
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="Done.", to="person")
    monday.move_to("2026-03-20T10:00:00+00:00")

    mark_broken_promises()

    assert events("promise_warned") == events("promise_broken") == 0


def test_what_fell_due_while_nobody_looked_is_broken_and_not_warned_of(ticket, monday):
    monday.move_to("2026-03-20T10:00:00+00:00")

    mark_broken_promises()

    assert (events("promise_broken"), events("promise_warned")) == (2, 0)


def test_whoever_holds_it_is_told_by_mail_before_and_after(dev, ticket, deliver, monday):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    monday.move_to("2026-03-03T14:00:00+00:00")
    deliver()
    near = mails("promise_at_risk")
    monday.move_to("2026-03-04T10:00:00+00:00")
    deliver()

    assert near == [f"member:{dev.member_id}"]
    assert mails("promise_at_risk") == near * 2


def test_nobody_is_mailed_about_a_ticket_that_is_free(ticket, deliver, monday):
    monday.move_to("2026-03-04T10:00:00+00:00")
    deliver()

    assert mails("promise_at_risk") == []


SAID = st.lists(
    st.builds(
        Said,
        st.datetimes(
            min_value=at("2026-03-02 00:00").replace(tzinfo=None),
            max_value=at("2026-03-09 00:00").replace(tzinfo=None),
        ),
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda said: said.at,
)


@given(SAID)
def test_turns_are_those_of_somebody_who_reads_the_conversation_aloud(said):
    expected, has_replied, waits_since = [], False, None
    for one in sorted(said):
        if one.is_from_staff:
            if waits_since is not None:
                expected.append((waits_since, one.at))
            has_replied, waits_since = True, None
        elif has_replied and waits_since is None:
            waits_since = one.at
    if waits_since is not None:
        expected.append((waits_since, None))

    assert [tuple(turn) for turn in turns(said)] == expected


def _due_at(ticket):
    with fresh_reading():
        return db.get_one(Ticket, ticket.id).due_at


def test_a_clock_has_one_row_a_turn(ticket):
    with fresh_reading():
        rows = db.scalars(select(TicketPromise).where(TicketPromise.ticket_id == ticket.id)).all()

    assert {(row.clock, row.turn) for row in rows} == {("first_response", 0), ("resolution", 0)}
