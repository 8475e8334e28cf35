"""The desk answers once: it is on the thread and on the ticket, however often one presses."""

import pytest
from sqlalchemy import func, select

from forum.accounts.standing import Role
from forum.kernel.db import db, fresh_reading, writing
from forum.threads.actions import accept_answer, delete_post, reject_answer, unaccept_answer
from forum.threads.models import Answer, Thread
from moderation.helpdesk.models import Message, StateMove
from tests.cast import make_person
from tests.moderation.conftest import answers, as_stored

ANSWER = "We have **added** your street."


@pytest.fixture
def answered(dev, ticket):
    """The official answer to Ada's question; its id."""
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body=ANSWER, to="everyone", nonce="one")
    with fresh_reading():
        return db.scalars(select(Answer.id)).one()


def test_an_answer_appears_on_the_thread_as_the_official_one(dev, ada, question, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body=ANSWER, to="everyone")

    page = ada.get(f"/threads/{question}", follow_redirects=True).text
    assert "<strong>added</strong>" in page
    assert "Official answer" in page
    assert as_stored(ticket.id).state == "answered"


def test_a_button_pressed_twice_answers_once(dev, ticket):
    for _ in range(2):
        answer = dev.post(
            f"/desk/tickets/{ticket.reference}/answer", body=ANSWER, to="everyone", nonce="one"
        )

    assert answer.status_code == 303
    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(Answer)) == 1
        assert db.scalar(select(func.count()).select_from(Message)) == 1


def test_answering_takes_the_claim(dev, ticket, answered, now_is):
    assert now_is().assignee_id == dev.member_id


def test_an_answer_to_the_person_stays_off_the_thread(dev, ada, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body=ANSWER, to="person")

    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(Answer)) == 0
    assert "<strong>added</strong>" in ada.get(f"/tickets/{ticket.reference}").text


def test_a_private_ticket_is_answered_in_private(dev, letter):
    dev.post(f"/desk/tickets/{letter.reference}/answer", body=ANSWER, to="person")

    assert as_stored(letter.id).state == "answered"
    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(Answer)) == 0


def test_personal_details_are_shown_to_the_writer_before_they_are_public(dev, ticket):
    text = "Write to ada@example.org about it."
    url = f"/desk/tickets/{ticket.reference}/answer"

    first = dev.post(url, body=text, to="everyone")
    confirmed = {"passage": "ada@example.org", "why": "She has it on the question"}
    second = dev.post(url, body=text, to="everyone", **confirmed)

    assert first.status_code == 422
    assert text in first.text
    assert second.status_code == 303


def test_an_empty_answer_is_refused(dev, ticket):
    answer = dev.post(f"/desk/tickets/{ticket.reference}/answer", body=" ", to="everyone")

    assert answer.status_code == 422
    assert "Write your answer." in answer.text


def test_on_a_question_that_is_gone_only_the_person_can_be_answered(dev, ada, question, ticket):
    with writing():
        delete_post(db.get_one(Thread, question), by=ada.member)

    public = dev.post(f"/desk/tickets/{ticket.reference}/answer", body=ANSWER, to="everyone")
    private = dev.post(f"/desk/tickets/{ticket.reference}/answer", body=ANSWER, to="person")

    assert public.status_code == 403
    assert ANSWER in public.text
    assert private.status_code == 303


def test_a_closed_ticket_is_opened_before_it_is_answered(dev, ada, ticket):
    ada.post(f"/tickets/{ticket.reference}/withdrawal")

    answer = dev.post(f"/desk/tickets/{ticket.reference}/answer", body=ANSWER, to="person")

    assert answer.status_code == 403
    assert "Open it again" in answer.text


def test_accepting_the_official_answer_resolves_the_ticket(ada, answered, now_is, deliver):
    with writing():
        accept_answer(db.get_one(Answer, answered), by=ada.member)
    deliver()

    assert now_is().state == "resolved"
    assert not now_is().is_live
    assert now_is().closed_at is not None


def test_rejecting_it_brings_the_ticket_back(ada, answered, now_is, deliver):
    with writing():
        reject_answer(db.get_one(Answer, answered), by=ada.member)
    deliver()

    assert now_is().state == "open"
    assert now_is().due_at is not None


def test_taking_the_solution_back_opens_it_again(ada, answered, now_is, deliver):
    for deed in (accept_answer, unaccept_answer):
        with writing():
            deed(db.get_one(Answer, answered), by=ada.member)
        deliver()

    assert now_is().state == "open"


def test_choosing_a_peers_answer_instead_leaves_it_solved(
    ada, ben, question, answered, now_is, deliver
):
    with writing():
        accept_answer(db.get_one(Answer, answered), by=ada.member)
    deliver()
    other = answers(ben, question)
    with writing():
        accept_answer(db.get_one(Answer, other), by=ada.member)
    deliver()

    assert now_is().state == "resolved"


def test_a_peers_answer_offers_the_author_to_withdraw(ada, ben, question, ticket, now_is, deliver):
    other = answers(ben, question)
    with writing():
        accept_answer(db.get_one(Answer, other), by=ada.member)
    deliver()

    page = ada.get(f"/threads/{question}", follow_redirects=True).text
    assert now_is().is_live
    assert f"/tickets/{ticket.reference}/withdrawal" in page
    ada.post(f"/tickets/{ticket.reference}/withdrawal", reason="solved_by_peer")
    with fresh_reading():
        log = db.scalars(select(StateMove).order_by(StateMove.id)).all()
    assert (log[-1].state, log[-1].reason) == ("withdrawn", "solved_by_peer")


def test_only_the_author_and_the_desk_withdraw(ben, visitor, ticket):
    for somebody in (ben, visitor):
        assert somebody.post(f"/tickets/{ticket.reference}/withdrawal").status_code == 404


def test_an_official_answer_on_the_thread_itself_is_the_tickets_answer_too(
    dev, question, ticket, now_is, deliver
):
    dev.post(f"/threads/{question}/answers", body=ANSWER, official="y")
    deliver()
    deliver()

    assert now_is().state == "answered"
    with fresh_reading():
        message = db.scalars(select(Message)).one()
    assert message.answer_id is not None


def test_an_answer_that_was_begun_stands_there_until_it_is_sent(dev, ticket):
    page = f"/desk/tickets/{ticket.reference}"
    dev.post("/me/drafts", place=f"reply-{ticket.id}", body="We are adding your")

    begun = dev.get(page).text
    assert "We are adding your</textarea>" in begun
    assert "You began to write here" in begun
    assert f'href="{page}#answer"' in dev.get("/me/drafts").text

    dev.post(f"{page}/answer", body=ANSWER, to="everyone", nonce="one")
    assert "We are adding your" not in dev.get(page).text


def test_nobody_else_at_the_desk_sees_what_was_begun(app, dev, ticket):
    other = make_person(app, "Dora Vine", role=Role.AGENT)
    dev.post("/me/drafts", place=f"reply-{ticket.id}", body="We are adding your")

    page = other.get(f"/desk/tickets/{ticket.reference}")
    assert page.status_code == 200
    assert "We are adding your" not in page.text
