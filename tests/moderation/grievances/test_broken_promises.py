"""Whoever was promised something that we broke complains, and somebody else looks at it."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from forum.accounts.standing import Role
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.mail import OutgoingMail
from forum.kernel.written import write_up
from moderation.grievances.models import Grievance
from moderation.helpdesk.actions import open_contact
from moderation.helpdesk.keys import key_to
from moderation.helpdesk.models import StateMove
from moderation.helpdesk.tasks import mark_broken_promises
from tests.cast import make_person
from tests.forum.people.looking import main_of
from tests.forum.services.times import at
from tests.moderation.conftest import asks, escalates

FRIDAY = at("2026-03-06 10:00")
SAID = {"clock": "first_response", "turn": "0", "body": "I paid for parking all week."}
FOUND = {"outcome": "upheld", "remedy": "apology", "answer": "Nobody looked for three days."}


@pytest.fixture
def late(ticket, monday):
    """Nobody answered Ada's ticket in the sixteen hours that were promised."""
    monday.move_to(FRIDAY)
    mark_broken_promises()
    return ticket


@pytest.fixture
def complains(ada, late):
    """Ada complains about it; returns where that stands."""
    return lambda: ada.post(f"/tickets/{late.reference}/grievances", **SAID)


@pytest.fixture
def made(complains):
    complains()
    with fresh_reading():
        return db.scalars(select(Grievance)).one()


@pytest.fixture
def mara(app):
    return make_person(app, "Mara Stone", role=Role.MANAGER)


def stored():
    with fresh_reading():
        return db.scalars(select(Grievance).order_by(Grievance.id)).all()


def mails(kind):
    with fresh_reading():
        return [mail.recipient for mail in db.scalars(select(OutgoingMail).filter_by(kind=kind))]


def takes(who, grievance):
    return who.post(f"/desk/grievances/{grievance.reference}/review")


def decides(who, grievance, **changed):
    return who.post(f"/desk/grievances/{grievance.reference}/outcome", **(FOUND | changed))


def test_beside_a_broken_promise_stands_how_to_complain(ada, late):
    for page in (f"/tickets/{late.reference}", f"/tickets/{late.reference}/promise"):
        assert "We broke a promise" in ada.get(page).text
        assert f"/tickets/{late.reference}/grievances?clock=first_response" in ada.get(page).text


def test_while_promises_hold_nothing_is_offered(ada, ticket):
    assert "We broke a promise" not in ada.get(f"/tickets/{ticket.reference}").text


def test_others_who_read_the_promise_see_nothing_of_it(ben, visitor, dev, late, made):
    for who in (ben, visitor, dev):
        page = who.get(f"/tickets/{late.reference}/promise")
        assert page.status_code == 200
        assert "We broke a promise" not in page.text
        assert made.reference not in page.text


def test_a_complaint_has_a_reference_and_a_day(ada, complains):
    answer = complains()

    (grievance,) = stored()
    assert answer.location.endswith(f"/grievances/{grievance.reference}")
    assert grievance.reference.startswith("GR-")
    assert grievance.due_at == FRIDAY + timedelta(days=14)  # ten working days
    page = ada.get(answer.location).text
    assert grievance.reference in page
    assert ">20 March<" in page
    assert "I paid for parking all week." in page


def test_twice_is_one_complaint(complains):
    first, second = complains(), complains()

    assert len(stored()) == 1
    assert first.location == second.location


def test_a_promise_that_holds_cannot_be_complained_about(ada, late):
    held = SAID | {"clock": "resolution"}

    answer = ada.post(f"/tickets/{late.reference}/grievances", **held)

    assert answer.status_code == 403
    assert "We have not broken this promise" in answer.text
    assert stored() == []


@pytest.mark.parametrize(
    ("clock", "why"),
    [
        ("resolution", "We have not broken this promise"),
        ("nonsense", "We have not broken this promise"),
        ("", "A second look is for tickets that have ended"),
    ],
)
def test_where_sending_is_refused_there_is_no_form(ada, late, clock, why):
    address = f"/tickets/{late.reference}/grievances?clock={clock}&turn=0"
    said = SAID | {"clock": clock}

    page, answer = ada.get(address), ada.post(address, **said)

    assert page.status_code == answer.status_code == 403
    assert why in main_of(page)
    assert why in main_of(answer)
    assert "<form" not in main_of(page)


def test_the_form_is_for_the_person_the_ticket_is_for(ada, dev, late):
    address = f"/tickets/{late.reference}/grievances?clock=first_response&turn=0"

    assert "<form" in main_of(ada.get(address))
    assert dev.get(address).status_code == 403
    assert "Only the person this ticket is for can complain about it." in dev.get(address).text


@pytest.mark.parametrize("wrong", [{"clock": "nonsense"}, {"turn": "7"}, {"turn": "x"}])
def test_a_promise_that_is_not_there_neither(ada, late, wrong):
    assert ada.post(f"/tickets/{late.reference}/grievances", **(SAID | wrong)).status_code == 403


def test_without_words_it_comes_back(ada, late):
    answer = ada.post(f"/tickets/{late.reference}/grievances", **(SAID | {"body": "  "}))

    assert answer.status_code == 422
    assert "Say what it meant for you" in answer.text


def test_nobody_else_can_complain(ben, visitor, dev, late):
    for who, status in ((ben, 404), (visitor, 404), (dev, 403)):
        answer = who.post(f"/tickets/{late.reference}/grievances", **SAID)
        assert answer.status_code == status
    assert stored() == []


def test_without_an_account_the_key_is_enough(visitor, letter, monday):
    monday.move_to(FRIDAY)
    mark_broken_promises()
    key = key_to(letter.id)
    page = visitor.get(f"/tickets/{letter.reference}?key={key}").text

    answer = visitor.post(f"/tickets/{letter.reference}/grievances?key={key}", **SAID)

    assert "We broke a promise" in page
    assert answer.status_code == 303
    assert visitor.get(answer.location).status_code == 200
    assert visitor.get(answer.location.split("?")[0]).status_code == 404


def test_whoever_complains_is_mailed_that_we_have_it_and_how_it_ended(
    app, mara, made, deliver, ada
):
    deliver()
    assert mails("grievance_received") == [f"member:{ada.member_id}"]

    takes(mara, made)
    decides(mara, made)
    deliver()

    written = sorted((app.config["FOLKMOOT"].HOME / "mail").glob("*.eml"))
    texts = "".join(path.read_text() for path in written)
    assert mails("grievance_decided") == [f"member:{ada.member_id}"]
    assert "You are right." in texts
    assert "Nobody looked for three days." in texts
    assert "I paid for parking all week." not in texts


def test_somebody_else_reviews_it_and_ada_reads_it(ada, mara, made):
    takes(mara, made)
    assert "Your answer" in mara.get(f"/desk/grievances/{made.reference}").text
    decides(mara, made)

    (grievance,) = stored()
    assert (grievance.outcome, grievance.remedy) == ("upheld", "apology")
    assert grievance.reviewer_id == mara.member_id
    page = ada.get(f"/grievances/{made.reference}").text
    assert "You are right" in page
    assert "We say sorry" in page
    assert "Nobody looked for three days." in page


def test_whoever_has_the_ticket_cannot_review_it(dev, complains, late):
    dev.post(f"/desk/tickets/{late.reference}/claim")
    complains()
    (grievance,) = stored()

    answer = takes(dev, grievance)

    assert answer.status_code == 403
    assert "you had a part in the ticket" in answer.text
    assert "Review it" not in dev.get(f"/desk/grievances/{grievance.reference}").text
    assert stored()[0].reviewer_id is None


def test_nor_whoever_wrote_on_it_once(dev, made, late):
    dev.post(f"/desk/tickets/{late.reference}/messages", body="Which street?", visibility="private")

    assert takes(dev, made).status_code == 403


def test_the_database_refuses_a_reviewer_who_had_it(dev, complains, late):
    dev.post(f"/desk/tickets/{late.reference}/claim")
    complains()

    with pytest.raises(IntegrityError), writing():
        db.execute(update(Grievance).values(reviewer_id=dev.member_id))


@pytest.mark.every_value
@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "upheld", "remedy": "none"},
        {"outcome": "not_upheld", "remedy": "apology"},
        {"outcome": "upheld"},
    ],
)
def test_the_database_refuses_half_an_outcome(mara, made, wrong):
    takes(mara, made)

    with pytest.raises(IntegrityError), writing():
        db.execute(update(Grievance).values(**wrong))


def test_two_reviewers_cannot_have_it(mara, adam, made):
    takes(mara, made)

    assert takes(adam, made).status_code == 409
    assert decides(adam, made).status_code == 403
    assert stored()[0].reviewer_id == mara.member_id


def test_it_can_be_given_back(mara, adam, made):
    takes(mara, made)
    mara.post(f"/desk/grievances/{made.reference}/review/removal")

    assert takes(adam, made).status_code == 303


def test_it_is_decided_once(mara, made):
    takes(mara, made)
    decides(mara, made)

    answer = decides(mara, made, outcome="not_upheld", remedy="none")

    assert answer.status_code == 409
    assert stored()[0].outcome == "upheld"


def test_something_is_put_right_exactly_when_they_were_right(mara, made):
    takes(mara, made)

    answer = decides(mara, made, outcome="not_upheld", remedy="apology")

    assert answer.status_code == 422
    assert "choose what we do about it" in answer.text
    assert stored()[0].outcome is None


def test_citizens_and_moderators_do_not_review(ben, cleo, made):
    for who in (ben, cleo):
        assert who.get("/desk/grievances").status_code == 403
        assert takes(who, made).status_code == 403


def test_what_is_for_managers_is_reviewed_by_managers(app, dev, mara, made, late):
    with writing():
        db.execute(update(type(late)).values(is_for_managers=True))

    assert dev.get(f"/desk/grievances/{made.reference}").status_code == 404
    assert made.reference not in dev.get("/desk/grievances").text
    assert made.reference in mara.get("/desk/grievances").text


def test_the_first_to_fall_due_is_at_the_top_and_late_ones_say_so(dev, ben, parking, made, monday):
    monday.move_to(at("2026-03-10 10:00"))
    other = escalates(ben, asks(ben, parking, "My fine is wrong"))
    monday.move_to(at("2026-03-23 10:00"))
    mark_broken_promises()
    ben.post(f"/tickets/{other.reference}/grievances", **SAID)

    page = dev.get("/desk/grievances").text

    assert page.index("My permit has not come") < page.index("My fine is wrong")
    assert page.count(">Late<") == 1


def test_her_export_has_it(ada, made):
    exported = json.loads(ada.api("GET", "/me/export").data)["rows"]

    assert exported["grievances"][0]["body"] == "I paid for parking all week."


def test_figures_are_published_by_quarter_and_few_are_not_shown(visitor, mara, made, monday):
    takes(mara, made)
    decides(mara, made)
    assert "No figures yet" in visitor.get("/grievances").text
    monday.move_to(at("2026-04-02 10:00"))

    page = visitor.get("/grievances").text
    told = json.loads(visitor.get("/grievances.json").data)

    assert "fewer than 10" in page
    assert made.reference not in page
    assert told["quarters"] == ["2026-Q1"]
    values = {row["label"]: row["values"][0] for row in told["figures"]}
    assert values["Complaints made"] == {"value": None, "note": "fewer than 10"}
    assert values["We do not agree"] == {"value": 0, "note": ""}


def test_from_ten_on_they_are_counted_as_they_ended(app, mara, visitor, parking, monday):
    kinds = [("upheld", "put_right")] * 11 + [("not_upheld", "none")] * 10
    made = []
    with writing():
        for number in range(len(kinds)):
            ticket = open_contact(
                title=f"Badge {number}", body=write_up("It has not come."), email=f"r{number}@x.org"
            )
            made.append((ticket.id, ticket.reference))
    monday.move_to(FRIDAY)
    mark_broken_promises()
    for ticket_id, reference in made:
        with app.test_request_context():
            key = key_to(ticket_id)
        answer = visitor.client.post(
            f"/tickets/{reference}/grievances?key={key}",
            data=SAID,
            headers={"Sec-Fetch-Site": "same-origin"},
            environ_base={"REMOTE_ADDR": f"127.0.1.{ticket_id % 250}"},
        )
        assert answer.status_code == 303
    for grievance, (outcome, remedy) in zip(stored(), kinds, strict=True):
        takes(mara, grievance)
        decides(mara, grievance, outcome=outcome, remedy=remedy)
    monday.move_to(at("2026-04-02 10:00"))

    told = json.loads(visitor.get("/grievances.json").data)

    values = {row["label"]: row["values"][0]["value"] for row in told["figures"]}
    assert values == {
        "Complaints made": 21,
        "Complaints decided": 21,
        "You are right": 11,
        "You are partly right": 0,
        "We do not agree": 10,
        "Decided too late": 0,
        "Second looks asked for": 0,
        "Second looks that changed something": 0,
    }


def test_whoever_had_it_for_a_while_and_gave_it_back_cannot_review_it(dev, adam, made, late):
    dev.post(f"/desk/tickets/{late.reference}/claim")
    dev.post(f"/desk/tickets/{late.reference}/claim/removal")
    with writing():
        db.execute(update(type(late)).values(assignee_id=None))
        db.execute(delete(StateMove).where(StateMove.actor_id == dev.member_id))

    assert takes(dev, made).status_code == 403
    assert takes(adam, made).status_code == 303
