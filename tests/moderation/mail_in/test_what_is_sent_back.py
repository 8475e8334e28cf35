"""Whoever writes to the desk hears at once that we have it, and machines never answer machines."""

import pytest

from forum.kernel.db import db, writing
from forum.kernel.house import house
from forum.kernel.written import write_up
from forum.threads.actions import accept_answer
from forum.threads.models import Answer
from moderation.helpdesk.actions import OfficialAnswer, answer_ticket, write_message
from moderation.helpdesk.models import Ticket
from moderation.mail_in.queries import TO_OPENER
from tests.moderation.conftest import answers, as_stored, asks, escalates
from tests.moderation.mail_in.conftest import DESK, ROBIN, incoming, messages, text_of, tickets


def test_it_says_reference_promise_and_how_to_go_on(post, first):
    (mail,) = post.sent()

    assert first.reference in mail["Subject"]
    assert "We promise a first answer by 10 am on Wednesday 4 March" in text_of(mail)
    assert "When you call us, say your reference" in text_of(mail)
    assert "You can also answer this mail." in text_of(mail)
    assert f"/tickets/{first.reference}?key=" in text_of(mail)


def test_it_stands_in_the_thread_of_the_persons_own_mailbox(post, first):
    (mail,) = post.sent()

    assert mail["In-Reply-To"] == mail["References"] == "<first@robin.example.net>"
    assert mail["Auto-Submitted"] == "auto-replied"
    assert str(mail["Reply-To"]).startswith(f"reply+{first.reference.lower()}.")


def test_what_staff_write_can_be_answered_by_mail_too(post, first, dev, reply_to):
    with writing():
        ticket = db.get_one(Ticket, first.id)
        write_message(ticket, by=dev.member, body=write_up("Which lamp?"))

    mail = post.sent()[-1]
    assert "Which lamp?" in text_of(mail)
    assert mail["Reply-To"] == reply_to
    assert mail["In-Reply-To"] == "<first@robin.example.net>"


def test_it_names_solved_questions_like_it_that_everybody_may_read(post, solved, ada, parking):
    asks(ada, parking, "The street lamp in Hill Road is dark")
    post.deliver()

    post.sends("The street lamp in Mill Lane flickers", "All night.")

    said = text_of(post.sent()[-1])
    assert "Others were helped with something like this" in said
    assert f"/threads/{solved}-" in said
    assert "Hill Road" not in said


@pytest.fixture
def solved(ada, ben, parking):
    """A public question about a street lamp that was answered."""
    thread = asks(ada, parking, "The street lamp in Mill Lane flickers")
    answer = answers(ben, thread, "Call the lamp line.")
    with writing():
        accept_answer(db.get_one(Answer, answer), by=ada.member)
    return thread


def test_each_mail_hears_its_reference_and_likely_answers_once_an_hour(post, solved, monday):
    def helped():
        return [f"/threads/{solved}-" in text_of(mail) for mail in post.sent()]

    for number in range(3):
        post.sends("The street lamp in Mill Lane flickers", message_id=f"<{number}@x.example>")
    assert helped() == [True, False, False]
    assert all(
        one.reference in mail["Subject"] for one, mail in zip(tickets(), post.sent(), strict=True)
    )

    monday.shift(3700)
    post.sends("The street lamp in Mill Lane flickers", message_id="<later@x.example>")

    assert helped() == [True, False, False, True]


def test_photos_in_answers_are_mentioned_once_an_hour(post, first, reply_to):
    post.sends("Re: x", "Look at this.", to=reply_to, files=["lamp.jpg"])

    assert len(post.sent()) == 1


def test_every_letter_to_the_person_of_a_ticket_can_be_answered(app):
    made = house().mails
    assert {kind for kind, make in made.items() if hasattr(make, "__wrapped__")} == TO_OPENER


def test_beyond_twenty_an_hour_they_wait_for_staff(post, dev):
    for number in range(21):
        post.sends(f"Mail {number}", message_id=f"<{number}@x.example>")

    assert len(tickets()) == 20
    assert "too many from this address" in dev.get("/desk/mails").text


MACHINES = {
    "automatic": {"auto_submitted": "auto-replied (vacation)"},
    "list": {"list_id": "<gardeners.example.net>"},
    "bulk": {"precedence": "bulk"},
    "old style": {"x_autoreply": "yes"},
    "bounce": {"envelope": ""},
    "own address": {"by": DESK},
}


@pytest.mark.parametrize("sent", MACHINES.values(), ids=MACHINES)
def test_machines_get_no_ticket_and_no_answer(post, sent, dev):
    post.sends("I am away until Monday", **sent)

    assert tickets() == []
    assert post.sent() == post.sent(DESK) == []
    assert "I am away until Monday" in dev.get("/desk/mails").text


def test_a_note_that_somebody_is_away_opens_nothing_again(post, first, reply_to, dev):
    with writing():
        ticket = db.get_one(Ticket, first.id)
        answer_ticket(ticket, OfficialAnswer(write_up("Mended."), public=False), by=dev.member)

    post.sends("Away", "Back on Monday.", to=reply_to, auto_submitted="auto-replied")

    assert as_stored(first.id).state == "answered"


def test_our_own_mail_coming_back_makes_nothing(post, first):
    ours = post.sent()[0]

    post.brings(ours.as_bytes(), envelope="somebody@example.com")

    assert len(tickets()) == 1
    assert incoming()[-1].why == "own"


def test_staff_make_a_ticket_of_what_was_set_aside(post, dev):
    post.sends("A form of the housing office", auto_submitted="auto-generated")
    mail = incoming()[0]

    for _ in range(2):
        dev.post(f"/desk/mails/{mail.id}/attempt")
        post.deliver()

    assert [ticket.title for ticket in tickets()] == ["A form of the housing office"]
    assert post.sent() == []


def test_only_the_desk_sees_and_takes_them(post, ada, visitor):
    post.sends("Away", auto_submitted="auto-replied")
    path = f"/desk/mails/{incoming()[0].id}/attempt"

    assert [ada.get("/desk/mails").status_code, visitor.get("/desk/mails").status_code] == [
        403,
        401,
    ]
    assert ada.post(path).status_code == 403
    assert tickets() == []


def test_mails_about_a_ticket_for_managers_are_for_managers(post, first, reply_to, dev, adam):
    for to, text in ((reply_to, "Back on Monday."), (DESK, f"You wrote: {first.reference}")):
        post.sends("Away", text, to=to, auto_submitted="auto-replied")
    dev.post(f"/desk/tickets/{first.reference}/kind", kind="legal_notice")

    assert "Away" not in dev.get("/desk/mails").text
    for mail in incoming()[1:]:
        assert dev.post(f"/desk/mails/{mail.id}/attempt").status_code == 404
    page = adam.get("/desk/mails").text
    assert "Back on Monday." in page
    assert "You wrote" in page


def test_an_answer_with_photos_hears_that_only_the_words_are_there(post, first, reply_to, monday):
    monday.shift(3700)

    post.sends("Re: x", "Look at this.", to=reply_to, files=["lamp.jpg"])

    assert "1 file that came with your mail was not taken over" in text_of(post.sent()[-1])
    assert "1 file was not taken over: lamp.jpg" in messages(first)[-1].body


def test_an_answer_without_them_needs_no_note(post, first, reply_to, monday):
    monday.shift(3700)

    post.sends("Re: x", "Look at this.", to=reply_to)

    assert len(post.sent(ROBIN)) == 1


FORM = {"title": "The street lamp in Mill Lane flickers", "body": "All night.", "name": "Robin"}


def test_who_writes_by_the_form_hears_likely_answers_too(post, solved, visitor):
    sent = visitor.post("/contact", follow=True, email=ROBIN, about="", **FORM)

    (mail,) = post.sent()
    assert "Others were helped with something like this" in text_of(mail)
    assert f"/threads/{solved}-" in text_of(mail)
    assert f"/threads/{solved}-" in sent.text


def test_who_writes_by_a_program_hears_them_too(post, solved, visitor):
    told = {"subject": FORM["title"], "body": FORM["body"], "email": ROBIN, "name": "Robin"}
    visitor.client.post("/api/v1/tickets", json=told)

    assert f"/threads/{solved}-" in text_of(post.sent()[0])


def test_what_began_in_public_is_told_of_no_likely_answers(post, solved, ada, parking):
    thread = asks(ada, parking, f"{FORM['title']} again")
    escalates(ada, thread)

    said = [text_of(mail) for mail in post.sent("ada@example.org") if "have it" in mail["Subject"]]
    assert len(said) == 1
    assert "Others were helped" not in said[0]
