"""Not ours: the person reads who answers for it, and says what came of it."""

import pytest
from sqlalchemy import select

from forum.accounts.standing import Role
from forum.kernel.db import db, fresh_reading, writing
from forum.threads.models import Answer
from moderation.closings.queries import figures
from moderation.helpdesk.models import Ticket
from moderation.macros import actions as ready
from moderation.macros.models import OutsideBody, ReadyChange, Referral
from tests.cast import make_person
from tests.moderation.bundles.conftest import writes_in
from tests.moderation.conftest import answers, as_stored

FACTS = {
    "name": "Highways agency",
    "does": "Mends the lamps on main roads.",
    "takes": "page",
    "link": "https://roads.example.org/report?text={words}",
    "email": "lamps@example.org",
    "phone": "01632 960150",
    "is_retired": False,
}
WHY = "That lamp stands on a main road."


@pytest.fixture
def mara(app):
    return make_person(app, "Mara Stone", role=Role.MANAGER)


@pytest.fixture
def body_id(mara):
    with writing():
        return ready.add("body", FACTS, by=mara.member).id


@pytest.fixture
def refers(dev, body_id):
    def refer(ticket, **said):
        form = {"whom": body_id, "text": WHY} | said
        return dev.post(f"/desk/tickets/{ticket.reference}/not-ours", **form)

    return refer


def test_the_ticket_is_closed_with_that_reason_and_the_person_told(ada, ticket, refers, mailed):
    assert refers(ticket).status_code == 303

    assert as_stored(ticket.id).state == "closed_unresolved"
    text = mailed(ada)[-1]
    assert "Somebody else is responsible." in text
    assert "Highways agency: Mends the lamps on main roads." in text
    assert text.count("tell us on the page of your ticket") == 1


def test_the_person_takes_their_words_along(ada, ticket, refers):
    refers(ticket)

    page = ada.get(f"/tickets/{ticket.reference}").text
    assert "Who is responsible for this" in page
    assert "I paid three weeks ago." in page
    assert "https://roads.example.org/report?text=My%20permit%20has%20not%20come" in page
    assert "Did they take it on?" in page


def test_a_body_that_takes_mail_gets_a_mail_with_the_words(ada, mara, ticket, refers, body_id):
    with writing():
        facts = FACTS | {"takes": "mail"}
        ready.change("body", body_id, facts, by=mara.member, version=1)
    refers(ticket)

    page = ada.get(f"/tickets/{ticket.reference}").text
    assert 'href="mailto:lamps@example.org?body=My%20permit' in page


def test_somebody_without_an_account_says_what_came_of_it(visitor, letter, refers, key_of):
    refers(letter)
    key = key_of(letter)

    visitor.post(f"/tickets/{letter.reference}/elsewhere?key={key}", accepted="refused")

    page = visitor.get(f"/tickets/{letter.reference}?key={key}").text
    assert "They did not take it." in page
    assert "Did they take it on?" not in page
    assert _referral(letter).is_by_staff is False


def test_staff_can_say_it_too_and_change_it(dev, ticket, refers):
    refers(ticket)

    for accepted in ("refused", "taken", "taken"):
        address = f"/tickets/{ticket.reference}/elsewhere?at=desk"
        answer = dev.post(address, accepted=accepted)

    assert answer.headers["Location"] == f"/desk/tickets/{ticket.reference}"
    assert _referral(ticket).accepted == "taken"
    assert _referral(ticket).is_by_staff


def test_nobody_else_says_it(ben, visitor, ticket, refers):
    refers(ticket)

    for who in (ben, visitor):
        answer = who.post(f"/tickets/{ticket.reference}/elsewhere", accepted="taken")
        assert answer.status_code == 404
    assert _referral(ticket).accepted == "unknown"


def test_on_a_ticket_that_was_not_pointed_away_nothing_can_be_said(ada, ticket):
    answer = ada.post(f"/tickets/{ticket.reference}/elsewhere", accepted="taken")

    assert answer.status_code == 403
    assert "was not pointed to anybody else" in answer.text


def test_each_body_is_counted(dev, ada, ticket, letter, refers):
    refers(ticket)
    refers(letter)
    ada.post(f"/tickets/{ticket.reference}/elsewhere", accepted="taken")

    assert "Highways agency" in dev.get("/desk/not-ours").text
    assert _figures() == {"taken": 1, "refused": 0, "unknown": 1}


def test_it_can_be_said_on_the_question_too(dev, visitor, question, ticket, refers):
    refused = refers(ticket, public="y", text=WHY + " We have no say there." * 8)
    sent = refers(
        ticket,
        public="y",
        in_short="The highways agency mends that lamp.",
        passage=["lamps@example.org", "01632 960150"],
        why=["It is theirs", "It is theirs"],
    )

    assert refused.status_code == 422
    assert sent.status_code == 303
    page = visitor.get(f"/threads/{question}", follow_redirects=True).text
    assert "The highways agency mends that lamp." in page
    assert "tell us on the page of your ticket" not in page
    assert as_stored(ticket.id).state == "closed_unresolved"


def test_not_saying_it_there_leaves_the_question_alone(ticket, refers):
    refers(ticket)

    with fresh_reading():
        assert db.scalars(select(Answer.id)).all() == []


def test_pointing_twice_is_harmless_but_not_elsewhere(mara, ticket, refers):
    first, again = refers(ticket), refers(ticket)
    with writing():
        other = ready.add("body", FACTS | {"name": "Water board"}, by=mara.member).id

    assert (first.status_code, again.status_code) == (303, 303)
    assert refers(ticket, whom=other).status_code == 403


@pytest.mark.parametrize("body", ["", "0", "999", "abc", "-1"])
def test_only_a_body_we_know_can_be_named(ticket, refers, body):
    assert refers(ticket, whom=body).status_code == 422
    assert as_stored(ticket.id).is_live


def test_a_retired_body_is_not_offered(dev, mara, ticket, refers, body_id):
    with writing():
        facts = FACTS | {"is_retired": True}
        ready.change("body", body_id, facts, by=mara.member, version=1)

    assert "Nobody is listed yet" in dev.get(f"/desk/tickets/{ticket.reference}/not-ours").text
    assert refers(ticket).status_code == 422


def test_only_the_desk_points_elsewhere(ada, ticket, body_id):
    answer = ada.post(f"/desk/tickets/{ticket.reference}/not-ours", whom=body_id, text=WHY)

    assert answer.status_code == 403


def test_managers_keep_the_bodies_and_can_undo(mara, dev, body_id):
    with writing():
        ready.change("body", body_id, FACTS | {"phone": ""}, by=mara.member, version=1)
    with fresh_reading():
        change = db.scalars(select(ReadyChange.id).order_by(ReadyChange.id.desc())).first()

    mara.post(f"/desk/ready/changes/{change}/removal")

    with fresh_reading():
        assert db.get_one(OutsideBody, body_id).phone == "01632 960150"
    assert dev.get(f"/desk/ready/body/{body_id}/edit").status_code == 403


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("link", "javascript:alert(1)", "Write the address of its page, beginning https://."),
        ("link", "http://roads.example.org", "Write the address of its page"),
        ("link", "", "Write the address of its page"),
        ("email", "lamps", "e-mail"),
        ("name", "", "Write what it is called."),
    ],
)
def test_what_does_not_lead_anywhere_is_refused(mara, body_id, field, value, sentence):
    form = {name: fact for name, fact in FACTS.items() if name != "is_retired"}

    answer = mara.post(f"/desk/ready/body/{body_id}/edit", version=1, **form | {field: value})

    assert answer.status_code == 422
    assert sentence in answer.text


def _referral(ticket):
    with fresh_reading():
        return db.get_one(Referral, ticket.id)


def _figures():
    with fresh_reading():
        return figures()[0].counts


def test_words_of_somebody_whose_ticket_was_joined_with_it_are_not_theirs_to_take_along(
    dev, ada, ben, question, refers
):
    post = answers(ada, question, "Send me what you hold.")
    dev.post(f"/desk/posts/{post}/request", kind="information_request")
    with fresh_reading():
        hers = db.query(Ticket).where(Ticket.source_id == post).one()
    his = writes_in(ben, "Send me it too")
    dev.post(f"/desk/tickets/{his.reference}/merge", other=hers.reference)
    ben.post(f"/tickets/{his.reference}/messages", body="My number is 07700 900123.")

    assert refers(hers).status_code == 303

    assert "07700 900123" not in ada.get(f"/tickets/{hers.reference}").text
