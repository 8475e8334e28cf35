"""Whoever closes their account goes with everything at the desk; not while it has to be kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.accounts import passwords
from forum.accounts.models import Member, SignIn
from forum.drafts.models import Draft
from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.mail.sending import send_due
from forum.leaving import tasks
from forum.topics.models import Topic
from moderation.helpdesk import actions as tickets
from moderation.helpdesk.models import Ticket, TicketEntry
from moderation.persons.actions import know_member
from moderation.persons.models import DeskPerson, SharedNote
from tests.cast import PASSWORD
from tests.moderation.holds.conftest import count
from tests.moderation.holds.conftest import hold as hold
from tests.moderation.holds.conftest import release as release
from tests.moderation.persons.conftest import opens

TWO_WEEKS = timedelta(days=14, hours=1)
WAITS = "It has to wait"


def wants_to_go(person):
    with writing():
        person.member.password_hash = passwords.hashed(PASSWORD)
    return person.post("/me/leaving", sure="yes", current_password=PASSWORD, follow=True)


def erase_leavers():
    """The first time says farewell; once that is sent, the next one erases."""
    tasks.erase_leavers()
    send_due()
    tasks.erase_leavers()


def member(person):
    with fresh_reading():
        return db.get_one(Member, person.member_id)


def test_after_two_weeks_nothing_says_who_it_was(ada, visitor, dev, adas, ticket, question, monday):
    ada.post("/me/drafts", place="ask", title="What I began to ask")
    ada.post("/me/desk/needs", large_print="yes", interpreter="Polish", other="")
    opens(dev, adas)
    dev.post(f"{adas}/notes", body="She prefers mornings.", nonce="n1")
    assert "You asked us to close your account" in wants_to_go(ada).text
    monday.shift(TWO_WEEKS)
    erase_leavers()

    gone = member(ada)
    assert (gone.name, gone.email, gone.password_hash) == ("Former member", None, None)
    assert gone.erased_at is not None
    assert count(Draft) == 0
    assert count(SignIn, SignIn.member_id == ada.member_id) == 0
    assert ada.get("/me").status_code == 401
    page = visitor.get(f"/threads/{question}", follow_redirects=True).text
    assert "Former member" in page
    assert "Ada" not in page
    with fresh_reading():
        theirs = db.scalars(select(DeskPerson).where(DeskPerson.member_id == ada.member_id)).one()
        assert not theirs.has_needs
        assert db.scalars(select(SharedNote.body)).one() == "–"
        mine = db.get_one(Ticket, ticket.id)
        assert (mine.title, mine.is_live) == ("–", False)


def test_the_words_on_a_ticket_go_on_both_sides(ada, dev, parking, monday):
    with writing():
        body = tickets.plain("My number is 07700 900123.")
        mine = tickets.open_contact(
            title="Call me", body=body, email="ada@example.org", by=ada.member
        )
        tickets.write_note(mine, by=dev.member, body=tickets.plain("She is on 07700 900123."))
    wants_to_go(ada)
    monday.shift(TWO_WEEKS)
    erase_leavers()

    with fresh_reading():
        rows = select(TicketEntry).where(TicketEntry.ticket_id == mine.id)
        assert [(one.body, one.html) for one in db.scalars(rows)] == [("", ""), ("", "")]


def test_what_came_in_other_ways_goes_too_and_they_are_parted(ada, dev, callers, joined, monday):
    with writing():
        own = know_member(ada.member_id).id
    joined(own, callers[0])
    wants_to_go(ada)
    monday.shift(TWO_WEEKS)
    erase_leavers()

    with fresh_reading():
        assert db.get_one(DeskPerson, callers[0]).phone is None
        assert db.get_one(DeskPerson, callers[1]).phone is not None


def test_it_can_be_taken_back_until_then(ada, monday):
    wants_to_go(ada)
    monday.shift(timedelta(days=13))
    assert "Your account stays" in ada.post("/me/leaving/removal", follow=True).text
    monday.shift(timedelta(days=30))
    erase_leavers()

    assert member(ada).name == "Ada Okafor"


def test_before_the_time_is_over_nothing_goes(ada, monday):
    wants_to_go(ada)
    monday.shift(timedelta(days=13))
    erase_leavers()

    assert member(ada).erased_at is None


def test_without_the_tick_nothing_is_noted(ada):
    refused = ada.post("/me/leaving", current_password=PASSWORD)

    assert refused.status_code == 422
    assert "Tick that you want this." in refused.text
    assert member(ada).leaves_at is None


def test_asking_twice_moves_no_day(ada, monday):
    wants_to_go(ada)
    first = member(ada).leaves_at
    monday.shift(timedelta(days=3))
    wants_to_go(ada)

    assert member(ada).leaves_at == first


def test_who_works_here_ends_that_first(dev):
    assert "You work here" in dev.get("/me/leaving").text
    assert dev.post("/me/leaving", sure="yes").status_code == 403


def test_a_visitor_is_asked_to_sign_in(visitor):
    assert visitor.get("/me/leaving").status_code == 401


@pytest.mark.parametrize("part", ["member", "subject", "topic", "service"])
def test_while_a_hold_covers_anything_of_theirs_it_waits_and_says_so(
    ada, question, parking, hold, release, monday, part
):
    with fresh_reading():
        service_id = db.get_one(Topic, parking.id).service_id
    numbers = {"member": ada.member_id, "subject": question}
    numbers |= {"topic": parking.id, "service": service_id}
    held = hold(part, numbers[part], reason="The case of the hidden ledger.")
    wants_to_go(ada)
    monday.shift(TWO_WEEKS)
    erase_leavers()

    page = ada.get("/me/leaving").text
    assert member(ada).erased_at is None
    assert WAITS in page
    assert "ledger" not in page

    release(held)
    erase_leavers()
    assert member(ada).erased_at is not None


@pytest.mark.parametrize("kind", ["personal_data_request", "information_request"])
def test_while_a_request_of_theirs_is_open_it_waits(ada, parking, monday, kind):
    with writing():
        body, email = tickets.plain("Please send it."), "ada@example.org"
        facts = {"email": email, "kind": kind, "by": ada.member}
        mine = tickets.open_contact(title="What do you hold?", body=body, **facts)
    wants_to_go(ada)
    monday.shift(TWO_WEEKS)
    erase_leavers()
    assert member(ada).erased_at is None

    with writing():
        tickets.withdraw(db.get_one(Ticket, mine.id), by=ada.member)
    erase_leavers()
    assert member(ada).erased_at is not None


def test_it_stands_in_the_audit_log(ada, monday):
    wants_to_go(ada)
    monday.shift(TWO_WEEKS)
    erase_leavers()
    erase_leavers()

    with fresh_reading():
        mine = select(AuditEntry.deed).where(AuditEntry.person_id == ada.member_id)
        deeds = list(db.scalars(mine.order_by(AuditEntry.id)))
    assert [deed for deed in deeds if deed in ("leaving asked", "erased")] == [
        "leaving asked",
        "erased",
    ]


def test_a_hold_on_somebody_else_keeps_nobody(ada, ben, hold, monday):
    hold("member", ben.member_id)
    wants_to_go(ada)
    monday.shift(TWO_WEEKS)
    erase_leavers()

    assert member(ada).erased_at is not None


def test_a_hold_that_begins_while_they_think_it_over_counts(ada, hold, monday):
    wants_to_go(ada)
    hold("member", ada.member_id)
    monday.shift(TWO_WEEKS)
    erase_leavers()

    assert WAITS in ada.get("/me/leaving").text
    assert member(ada).erased_at is None
