"""Two people at the desk never work on the same ticket: a claim lasts half an hour."""

from datetime import timedelta

import pytest

from forum.accounts.standing import Role
from forum.kernel.clock import now
from forum.kernel.db import writing
from tests.cast import make_person


@pytest.fixture
def imani(app):
    return make_person(app, "Imani Clarke", role=Role.AGENT, team="Parking team")


def test_a_claim_is_seen_by_the_others(dev, imani, ticket, now_is):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")

    assert now_is().state == "triaged"
    assert (
        "Dev Patel works on it until 10.30 am"
        in imani.get(f"/desk/tickets/{ticket.reference}").text
    )


def test_what_somebody_holds_is_refused_with_their_name(dev, imani, ticket, now_is):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")

    answer = imani.post(f"/desk/tickets/{ticket.reference}/claim")

    assert answer.status_code == 409
    assert "Dev Patel is working on this ticket until 10.30 am" in answer.text
    assert now_is().assignee_id == dev.member_id


def test_somebody_else_cannot_answer_it_and_keeps_the_text(dev, imani, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    text = "We have added your street to the list."

    answer = imani.post(f"/desk/tickets/{ticket.reference}/answer", body=text, to="person")

    assert answer.status_code == 409
    assert text in answer.text


def test_after_half_an_hour_anybody_may_take_it(dev, imani, ticket, now_is, monday):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    monday.shift(timedelta(minutes=31))

    answer = imani.post(f"/desk/tickets/{ticket.reference}/claim")

    assert answer.status_code == 303
    assert now_is().assignee_id == imani.member_id


def test_claiming_again_makes_it_last_longer(dev, ticket, now_is, monday):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    first = now_is()
    monday.shift(timedelta(minutes=20))
    dev.post(f"/desk/tickets/{ticket.reference}/claim")

    assert now_is().lease_until == first.lease_until + timedelta(minutes=20)
    assert now_is().version == first.version


def test_what_is_put_back_is_free(dev, imani, ticket, now_is):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    dev.post(f"/desk/tickets/{ticket.reference}/claim/removal")

    assert now_is().assignee_id is None
    assert imani.post(f"/desk/tickets/{ticket.reference}/claim").status_code == 303


def test_nobody_puts_back_what_somebody_else_holds(dev, imani, ticket, now_is):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")

    answer = imani.post(f"/desk/tickets/{ticket.reference}/claim/removal")

    assert answer.status_code == 409
    assert now_is().assignee_id == dev.member_id


def test_a_closed_ticket_cannot_be_claimed(dev, ada, ticket):
    ada.post(f"/tickets/{ticket.reference}/withdrawal")

    assert dev.post(f"/desk/tickets/{ticket.reference}/claim").status_code == 403


@pytest.mark.parametrize("who", ["ada", "cleo", "pia"])
def test_only_the_desk_claims(request, ticket, who):
    somebody = request.getfixturevalue(who)

    assert somebody.post(f"/desk/tickets/{ticket.reference}/claim").status_code == 403


def test_nobody_who_is_suspended_is_given_a_ticket(dev, imani, ticket, now_is):
    with writing():
        imani.member.suspended_until = now() + timedelta(days=1)

    url = f"/tickets/{ticket.reference}/assignee"
    answer = dev.api("PUT", url, assignee=str(imani.member_id))

    assert answer.status_code == 422
    assert now_is().assignee_id is None
