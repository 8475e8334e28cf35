"""Without an account one can hear of a question or a service, from one's own mailbox only."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import update

from forum.alerts.actions import Draft, publish_alert, write_alert
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.mail_follows.models import MailRefusal
from forum.mail_follows.tasks import forget_unconfirmed
from forum.services.models import Service
from forum.threads.models import Answer, Thread
from tests.forum.mail_follows.conftest import NORA, kept, link_in, text_of


def announce(dev, title="The meters are broken"):
    with writing():
        service_id = db.query(Service.id).scalar()
        draft = Draft(service_id, "problem", title, write_up("Use the car park."), now())
        publish_alert(write_alert(draft, by=dev.member), by=dev.member)


def test_the_pages_offer_it_to_visitors(visitor, thread_id, service_id):
    question = visitor.get(f"/threads/{thread_id}-my-permit-has-not-come").text

    assert f"/follow?subject={thread_id}" in question
    assert f"/follow?subject={service_id}" in visitor.get("/services/parking").text
    assert "My permit has not come" in visitor.get(f"/follow?subject={thread_id}").text


def test_nothing_is_mailed_before_the_mailbox_says_yes(visitor, thread_id, answers, mailbox):
    asked = visitor.post("/follow", subject=thread_id, email=NORA)
    answers(thread_id)

    (mail,) = mailbox()
    assert asked.status_code == 303
    assert "Before that we send you nothing" in text_of(mail)
    assert mail["List-Unsubscribe"] is None


def test_looking_at_the_link_confirms_nothing(visitor, thread_id, answers, mailbox):
    visitor.post("/follow", subject=thread_id, email=NORA)
    page = visitor.get(link_in(mailbox()[0]))
    answers(thread_id)

    assert "Yes, write to me" in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert len(mailbox()) == 1


def test_confirmed_it_tells_of_each_answer_with_a_way_out(
    visitor, thread_id, follows, answers, mailbox
):
    follows(thread_id)
    answers(thread_id)

    mail = mailbox()[-1]
    assert mail["Subject"] == "A new answer to: My permit has not come"
    assert "Ask at the library." in text_of(mail)
    way_out = urlsplit(mail["List-Unsubscribe"].strip("<>")).path
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Stop these mails?" in visitor.get(way_out).text

    stopped = visitor.client.post(way_out, data={"List-Unsubscribe": "One-Click"})
    again = visitor.client.post(way_out, data={"List-Unsubscribe": "One-Click"})

    assert (stopped.status_code, again.status_code) == (200, 200)
    answers(thread_id, "Or at the town hall.")
    assert len(mailbox()) == 2
    assert kept() == (0, 0)


def test_confirming_twice_is_harmless(visitor, thread_id, follows, answers, mailbox):
    link = follows(thread_id)

    again = visitor.post(link, follow=True)
    answers(thread_id)

    assert "since" in again.text
    assert len(mailbox()) == 2


def test_an_alert_comes_to_those_who_follow_the_service(dev, service_id, follows, mailbox):
    follows(service_id)

    announce(dev)

    mail = mailbox()[-1]
    assert mail["Subject"] == "Alert: The meters are broken"
    assert mail["List-Unsubscribe"]


def test_asking_twice_keeps_one_row_and_says_the_same(visitor, thread_id, follows, mailbox):
    first = visitor.post("/follow", subject=thread_id, email=NORA, follow=True)
    second = visitor.post("/follow", subject=thread_id, email=NORA.upper(), follow=True)
    known = kept()
    visitor.post(link_in(mailbox()[0]))
    third = visitor.post("/follow", subject=thread_id, email=NORA, follow=True)

    assert known == kept() == (1, 1)
    said = "Look into your mailbox"
    assert all(said in answer.text for answer in (first, second, third))
    assert len(mailbox()) == 2


def test_a_hidden_question_or_answer_is_mailed_to_nobody(thread_id, follows, answers, mailbox):
    follows(thread_id)
    first, second = answers(thread_id), answers(thread_id, "Or at the town hall.")
    with writing():
        db.execute(update(Answer).where(Answer.id == first).values(state="hidden"))
    assert len(mailbox()) == 2
    third = answers(thread_id, "It has moved.")
    with writing():
        db.execute(update(Thread).where(Thread.id == thread_id).values(state="hidden"))

    assert len(mailbox()) == 2
    assert third > second


def test_what_a_visitor_may_not_see_cannot_be_followed(visitor, ada, thread_id, mailbox):
    with writing():
        db.execute(update(Thread).where(Thread.id == thread_id).values(state="hidden"))

    assert visitor.get(f"/follow?subject={thread_id}").status_code == 404
    assert visitor.post("/follow", subject=thread_id, email=NORA).status_code == 404
    assert ada.post("/follow", subject=thread_id, email=NORA).status_code == 404
    for wrong in ("", "x", "\u0663", "99999999999999999999"):
        assert visitor.get(f"/follow?subject={wrong}").status_code == 404
    assert kept() == (0, 0)


def test_everything_can_be_ended_and_the_address_is_erased(
    visitor, thread_id, service_id, follows, mailbox
):
    follows(thread_id)
    link = follows(service_id)
    page = visitor.get(link).text

    visitor.post(f"{link}/all/removal")

    assert "My permit has not come" in page
    assert "Parking" in page
    assert kept() == (0, 0)
    assert "You follow nothing" in visitor.get(link).text


def test_never_again_is_kept_without_the_address_and_honoured_in_silence(
    visitor, thread_id, follows, mailbox
):
    link = follows(thread_id)
    visitor.post(f"{link}/all/removal", never="yes")

    answer = visitor.post("/follow", subject=thread_id, email=NORA.upper(), follow=True)

    assert "Look into your mailbox" in answer.text
    assert len(mailbox()) == 1
    assert kept() == (0, 0)
    with fresh_reading():
        assert NORA not in db.query(MailRefusal.digest).scalar()


def test_a_link_that_is_not_ours_opens_nothing(visitor, thread_id, follows):
    link = follows(thread_id)

    for path in (f"{link}x", "/follow/WzEsMV0.abc"):
        assert visitor.get(path).status_code == 404
        assert visitor.post(path).status_code == 404
        assert visitor.post(f"{path}/removal").status_code == 404
        assert visitor.post(f"{path}/all/removal").status_code == 404
    assert kept() == (1, 1)


def test_one_address_is_mailed_five_times_a_day_at_most(visitor, thread_id, mailbox):
    codes = [visitor.post("/follow", subject=thread_id, email=NORA).status_code for _ in range(6)]

    assert codes == [303] * 5 + [429]
    assert len(mailbox()) == 5


def test_what_is_no_address_is_told_at_the_field(visitor, thread_id):
    for typed in ("", "nora", "nora@example.org\r\nBcc: evil@example.org"):
        answer = visitor.post("/follow", subject=thread_id, email=typed)
        assert answer.status_code == 422
    assert kept() == (0, 0)


@pytest.mark.parametrize("number", ["9" * 19, "9" * 21, "9" * 5000], ids=len)
def test_a_number_beyond_all_numbers_is_nothing_to_follow(visitor, thread_id, number):
    asked = visitor.get(f"/follow?subject={number}")
    sent = visitor.post("/follow", subject=number, email=NORA)

    assert (asked.status_code, sent.status_code) == (404, 404)
    assert kept() == (0, 0)


def test_what_nobody_confirms_is_forgotten_after_a_week(
    visitor, thread_id, mailbox, follows, service_id, time_machine
):
    follows(service_id)
    visitor.post("/follow", subject=thread_id, email=NORA)
    visitor.post("/follow", subject=thread_id, email="robin@example.org")
    link = link_in(mailbox()[-1])
    time_machine.move_to(now() + timedelta(days=8))

    forget_unconfirmed()

    assert kept() == (1, 1)
    assert visitor.post(link).status_code == 404
