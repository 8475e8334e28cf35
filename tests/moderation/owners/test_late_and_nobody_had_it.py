"""A broken promise for which nobody is responsible is told to those who answer for its service."""

from datetime import timedelta

import pytest

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.mail import OutgoingMail
from forum.kernel.written import write_up
from moderation.helpdesk import actions
from moderation.helpdesk.events import PromiseBroken
from moderation.helpdesk.models import Ticket
from moderation.owners.reactions import tell_the_service
from moderation.rota.actions import set_availability
from moderation.staff.models import StaffService
from tests.cast import make_person
from tests.factories import open_waste

LATE = "2026-03-04T10:00:00+00:00"


def mailed():
    with fresh_reading():
        rows = db.query(OutgoingMail).where(OutgoingMail.kind == "promise_unheld")
        return sorted(row.recipient for row in rows)


def as_mailed(*people):
    return sorted(f"member:{person.member_id}" for person in people)


@pytest.fixture
def works_for(parking):
    """Says that somebody works for the parking service, or for another one."""

    def say(person, service_id=parking.service_id):
        with writing():
            db.add(StaffService(member_id=person.member_id, service_id=service_id))

    return say


@pytest.fixture
def late(ticket, monday, deliver):
    """The time of the first promise of Ada's ticket, which nobody has, goes by."""

    def go_by():
        monday.move_to(LATE)
        deliver()

    return go_by


def test_a_manager_of_the_service_hears_of_it_once(works_for, late, mara, nell, dev, deliver):
    works_for(mara)
    works_for(nell)

    late()
    deliver()

    assert mailed() == as_mailed(mara)


def test_where_no_manager_is_of_the_service_its_people_hear_of_it(
    works_for, late, mara, nell, dev, adam
):
    works_for(nell)
    works_for(dev)

    late()

    assert mailed() == as_mailed(nell, dev)


def test_where_nobody_is_of_the_service_those_who_manage_all_hear_of_it(
    works_for, late, mara, nell, dev, adam
):
    with writing():
        waste_id = open_waste().id
    works_for(mara, waste_id)

    late()

    assert mailed() == as_mailed(adam)


def test_where_every_manager_is_of_other_services_they_all_hear_of_it(
    works_for, late, mara, nell, dev
):
    with writing():
        waste_id = open_waste().id
    works_for(mara, waste_id)

    late()

    assert mailed() == as_mailed(mara)


def test_who_is_away_is_told_only_when_everybody_is(works_for, late, mara, nell, dev):
    works_for(nell)
    with writing():
        member = db.get_one(Member, nell.member_id)
        set_availability(by=member, capacity=None, away_until=now() + timedelta(days=9))

    late()

    assert mailed() == as_mailed(mara)


def test_when_all_are_away_somebody_is_told_all_the_same(works_for, late, nell, dev):
    works_for(nell)
    for person in (nell, dev):
        with writing():
            member = db.get_one(Member, person.member_id)
            set_availability(by=member, capacity=None, away_until=now() + timedelta(days=9))

    late()

    assert mailed() == as_mailed(nell)


def test_whoever_is_here_for_other_services_only_does_not_hide_who_is_away(
    works_for, late, nell, dev
):
    with writing():
        waste_id = open_waste().id
    works_for(nell)
    works_for(dev, waste_id)
    with writing():
        member = db.get_one(Member, nell.member_id)
        set_availability(by=member, capacity=None, away_until=now() + timedelta(days=9))

    late()

    assert mailed() == as_mailed(nell)


def test_a_desk_without_managers_tells_those_who_work_for_all(late, nell, dev):
    late()

    assert mailed() == as_mailed(nell, dev)


def test_the_mail_says_what_is_late_and_what_to_do(late, mara, ticket, outbox):
    late()

    (text,) = outbox("mara@example.org")
    assert "Nobody has answered it, and the promised time is over." in text
    assert "Nobody at the desk is responsible for it." in text
    assert f"/desk/tickets/{ticket.reference}" in text


def test_each_promise_is_told_once_however_often_it_is_heard(late, mara, deliver, monday):
    late()
    with writing():
        row = db.query(PublishedEvent).where(PublishedEvent.kind == "promise_broken").one()
        assert isinstance(row.event, PromiseBroken)
        tell_the_service(row.event)
    deliver()

    assert mailed() == as_mailed(mara)


def test_of_a_ticket_that_somebody_had_nobody_else_hears(late, dev, nell, mara, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    dev.post(f"/desk/tickets/{ticket.reference}/claim/removal")

    late()

    assert mailed() == []


def test_when_whoever_had_it_has_left_others_hear_of_it(late, dev, mara, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    with writing():
        db.get_one(Member, dev.member_id).role = Role.CITIZEN

    late()

    assert mailed() == as_mailed(mara)


def test_who_took_it_meanwhile_needs_no_mail(late, mara, nell, ticket, outbox, monday, deliver):
    monday.move_to(LATE)
    from moderation.helpdesk.tasks import mark_broken_promises

    mark_broken_promises()
    nell.post(f"/desk/tickets/{ticket.reference}/claim")
    deliver()

    assert outbox("mara@example.org") == []


def test_what_only_managers_read_is_told_to_nobody_else(
    works_for, app, nell, mara, deliver, monday
):
    works_for(nell)
    with writing():
        actions.open_contact(
            title="We write for our client",
            body=write_up("Answer within two weeks."),
            email="law@example.org",
            kind="legal_notice",
        )
    with fresh_reading():
        assert db.query(Ticket).one().is_for_managers
    monday.move_to("2026-03-20T10:00:00+00:00")
    deliver()

    assert set(mailed()) == set(as_mailed(mara))


def test_somebody_who_left_or_cannot_be_mailed_is_passed_over(app, works_for, late, mara, nell):
    gone = make_person(app, "Gil Hart", role=Role.MANAGER)
    works_for(gone)
    with writing():
        db.get_one(Member, gone.member_id).role = Role.CITIZEN

    late()

    assert mailed() == as_mailed(mara)
