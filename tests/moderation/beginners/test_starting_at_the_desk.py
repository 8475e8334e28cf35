"""Somebody new has a list, and a colleague reads their first five answers before they go out."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from forum.accounts.models import Member
from forum.home.wording import row_of
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Conflict, Refused
from forum.kernel.site import SiteSetting
from moderation.beginners import actions, queries
from moderation.beginners.models import FirstAnswer
from moderation.helpdesk.models import Message, TicketOwner
from moderation.staff.models import StaffStart
from tests.moderation.conftest import as_stored, asks, escalates

ANSWER = "Bring your log book to the library."


@pytest.fixture
def new(nell, mara):
    """Nell is new."""
    mara.post("/desk/beginners", person=str(nell.member_id))
    return nell


@pytest.fixture
def waiting(new, letter) -> FirstAnswer:
    answers(new, letter)
    return the_answer()


def answers(person, ticket, text: str = ANSWER, **said):
    page = f"/desk/tickets/{ticket.reference}/answer"
    return person.post(page, follow=True, body=text, to="person", **said)


def the_answer() -> FirstAnswer:
    with fresh_reading():
        return db.query(FirstAnswer).order_by(FirstAnswer.id.desc()).limit(1).one()


def sent_on(ticket) -> list[Message]:
    with fresh_reading():
        rows = db.query(Message).where(Message.ticket_id == ticket.id, Message.is_from_staff)
        return rows.all()


def left(person) -> int:
    with fresh_reading():
        return db.get_one(StaffStart, person.member_id).answers_left


def test_the_first_answer_of_somebody_new_waits_for_a_colleague(new, letter):
    page = answers(new, letter).text

    assert "A colleague looks at your answer first." in page
    assert sent_on(letter) == []


def test_the_person_reads_nothing_of_it_until_a_colleague_said_yes(new, ada, question):
    ticket = escalates(ada, question)
    answers(new, ticket)

    assert ANSWER not in ada.get(f"/tickets/{ticket.reference}").text


def test_a_yes_sends_it_in_the_name_of_whoever_wrote_it(waiting, letter, new, dev):
    dev.post(f"/desk/first-answers/{waiting.id}/confirmation")

    (message,) = sent_on(letter)
    assert (message.body, message.author_id) == (ANSWER, new.member_id)
    assert as_stored(letter.id).state == "answered"
    assert left(new) == 4


def test_a_colleague_who_has_claimed_the_ticket_can_say_yes(waiting, letter, new, dev, monday):
    monday.shift(timedelta(minutes=31))
    dev.post(f"/desk/tickets/{letter.reference}/claim")

    dev.post(f"/desk/first-answers/{waiting.id}/confirmation")

    assert len(sent_on(letter)) == 1


def test_a_public_answer_waits_too_and_is_public_after_the_yes(new, dev, ada, question):
    ticket = escalates(ada, question)
    page = f"/desk/tickets/{ticket.reference}/answer"
    new.post(page, body=ANSWER, to="everyone")
    dev.post(f"/desk/first-answers/{the_answer().id}/confirmation")

    assert sent_on(ticket)[0].visibility == "public"


def test_saying_yes_twice_sends_once(waiting, letter, dev):
    for _ in range(2):
        assert dev.post(f"/desk/first-answers/{waiting.id}/confirmation").status_code == 303

    assert len(sent_on(letter)) == 1


def test_nobody_says_yes_to_their_own_answer(waiting, letter, new):
    assert new.post(f"/desk/first-answers/{waiting.id}/confirmation").status_code == 403
    assert sent_on(letter) == []


def test_somebody_who_is_new_as_well_does_not_say_yes(waiting, letter, dev, mara):
    mara.post("/desk/beginners", person=str(dev.member_id))

    assert dev.post(f"/desk/first-answers/{waiting.id}/confirmation").status_code == 403


def test_a_colleague_asks_for_changes_and_the_new_answer_waits_again(
    waiting, letter, new, dev, deliver, outbox
):
    dev.post(f"/desk/first-answers/{waiting.id}/refusal", remark="Say which counter.")
    deliver()
    answers(new, letter, "Bring it to counter 3 of the library.")

    assert "Say which counter." in outbox("nell@example.org")[-1]
    assert "Say which counter." in new.get(f"/desk/tickets/{letter.reference}").text
    assert the_answer().state == "waiting"
    assert left(new) == 5


def test_changes_need_words(waiting, dev):
    assert dev.post(f"/desk/first-answers/{waiting.id}/refusal", remark="").status_code == 422


def test_two_answers_to_one_ticket_never_wait_at_once(waiting, letter, new):
    refused = answers(new, letter, "Something else.")

    assert refused.status_code == 409
    with fresh_reading():
        assert db.query(FirstAnswer).count() == 1


def test_no_way_round_sends_it_unread(new, letter):
    page = f"/tickets/{letter.reference}/messages"
    sent = new.api("POST", page, body=ANSWER, visibility="public")

    assert sent.status_code in (403, 409, 422)
    assert sent_on(letter) == []


def test_after_five_they_answer_alone(new, dev, ada, parking):
    for number in range(5):
        ticket = escalates(ada, asks(ada, parking, f"Question {number}"))
        answers(new, ticket)
        dev.post(f"/desk/first-answers/{the_answer().id}/confirmation")
    last = escalates(ada, asks(ada, parking, "Question 6"))

    assert left(new) == 0
    assert "Your answer is sent." in answers(new, last).text


def test_a_manager_lets_somebody_answer_alone(new, letter, mara, dev):
    assert dev.post(f"/desk/beginners/{new.member_id}/removal").status_code == 403
    mara.post(f"/desk/beginners/{new.member_id}/removal")

    answers(new, letter)

    assert len(sent_on(letter)) == 1


def test_whoever_writes_the_first_answer_is_responsible_for_the_ticket(waiting, letter, new):
    with fresh_reading():
        assert db.get_one(TicketOwner, letter.id).owner_id == new.member_id


def test_only_managers_say_who_begins(dev, nell):
    assert dev.post("/desk/beginners", person=str(nell.member_id)).status_code == 403


def test_the_list_shows_how_far_one_is(new, mara):
    new.post("/desk/beginners/tour", item="queue")

    assert "1 of 12 done." in new.get("/desk/beginners").text
    assert "1 of 12 done." in mara.get("/desk/beginners").text


def test_the_version_of_the_house_rules_that_was_read_is_kept(new, mara):
    with writing():
        facts = {"source": "Be civil.", "html": "<p>Be civil.</p>", "renderer": 1}
        db.add(SiteSetting(name=row_of("house-rules"), value=facts, version=3))

    assert new.post("/desk/beginners/policy", version="2").status_code == 409
    new.post("/desk/beginners/policy", version="3")

    assert "house rules version 3" in mara.get("/desk/beginners").text


def test_whoever_is_not_new_has_no_list(dev, parking):
    assert "Your list" not in dev.get("/desk/beginners").text
    assert dev.post("/desk/beginners/tour", item="queue").status_code == 404


def test_of_a_yes_and_a_remark_at_once_one_counts(app, waiting, letter, dev, mara):
    start, done = Barrier(2), []

    def reads(member_id: int) -> None:
        with app.app_context():
            start.wait()
            try:
                with writing():
                    by = db.get_one(Member, member_id)
                    answer = queries.locked_answer(waiting.id, to=by)
                    if member_id == dev.member_id:
                        actions.say_yes(answer, by=by)
                    else:
                        actions.ask_for_changes(answer, by=by, remark="No.")
                done.append(member_id)
            except (Conflict, Refused):
                pass

    threads = [Thread(target=reads, args=(one.member_id,)) for one in (dev, mara)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(done) == 1
    assert len(sent_on(letter)) == (1 if done == [dev.member_id] else 0)
