"""A person reads who looked and why, answers notes, says what they need, or is not remembered."""

import json

import pytest

from tests.moderation.conftest import asks
from tests.moderation.persons.conftest import opens

NOTE = "She rather talks in the morning."


def shares(dev, adas, body=NOTE, nonce="n1"):
    opens(dev, adas)
    return dev.post(f"{adas}/notes", follow=True, body=body, nonce=nonce)


def note_path(ada):
    return ada.get("/me/desk").text.split('action="/me/desk/notes/')[1].split('"')[0]


def test_the_person_reads_who_looked_and_why(dev, ada, adas):
    opens(dev, adas)

    page = ada.get("/me/desk").text

    assert "Dev, Parking team" in page
    assert "Patel" not in page
    assert "She asked to be called back." in page


def test_a_look_because_of_a_ticket_names_the_ticket(dev, ada, adas, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    dev.get(adas)

    page = ada.get("/me/desk").text

    assert "They worked on your ticket" in page
    assert ticket.reference in page


def test_the_way_there_is_on_the_privacy_page(ada):
    assert "/me/desk" in ada.get("/me/privacy").text


def test_somebody_the_desk_never_met_has_an_empty_page(ben):
    page = ben.get("/me/desk").text

    assert "Nobody has looked at your page." in page
    assert "Nobody has written a note about you." in page


def test_the_person_reads_a_note_and_answers_it_once(dev, ada, adas):
    shares(dev, adas)
    assert NOTE in ada.get("/me/desk").text

    path = f"/me/desk/notes/{note_path(ada)}"
    ada.post(path, reply="In the evening, please.")
    again = ada.post(path, reply="In the evening, please.")
    other = ada.post(path, reply="At noon.")

    assert again.status_code == 303
    assert other.status_code == 409
    assert "In the evening, please." in dev.get(adas).text


def test_a_note_sent_twice_is_one(dev, ada, adas):
    shares(dev, adas)
    shares(dev, adas)

    assert ada.get("/me/desk").text.count(NOTE) == 1


def test_nobody_answers_a_note_about_somebody_else(dev, ada, ben, adas):
    shares(dev, adas)
    path = f"/me/desk/notes/{note_path(ada)}"

    assert ben.post(path, reply="Nonsense.").status_code == 404
    assert "Nonsense." not in dev.get(adas).text


def test_a_note_needs_an_open_reason(dev, ada, adas):
    answer = dev.post(f"{adas}/notes", body=NOTE)

    assert answer.status_code == 403
    assert "Open the page with a reason first." in answer.text
    assert NOTE not in ada.get("/me/desk").text


def test_a_note_is_on_no_page_of_others(dev, ada, ben, visitor, adas, question, parking):
    canary = "canary-of-a-note-7731"
    shares(dev, adas, body=canary)
    opens(dev, adas, words="canary-of-a-reason-7731")
    dev.get(adas)
    asks(ada, parking, "Another one")

    paths = ("/", "/threads", "/members/Ada%20Okafor", "/search?q=canary", f"/threads/{question}")
    for person in (visitor, ben):
        pages = [person.get(path, follow_redirects=True) for path in (*paths, "/me/desk")]
        assert not any("7731" in page.text for page in pages)


def test_nobody_without_an_account_gets_a_note(dev, letter, deliver, page_of):
    deliver()
    page = page_of(letter)
    opens(dev, page)

    assert "has no account" in dev.post(f"{page}/notes", body=NOTE).text


def test_what_a_person_needs_stands_on_their_ticket(ada, dev, adas, ticket):
    ada.post("/me/desk/needs", large_print="y", interpreter="Polish", other="Call me.")

    page = dev.get(f"/desk/tickets/{ticket.reference}").text

    assert all(words in page for words in ("Large print", "Interpreter: Polish", "Call me."))


def test_staff_write_down_a_need_only_when_the_person_agrees(dev, ada, adas):
    opens(dev, adas)

    refused = dev.post(f"{adas}/needs", interpreter="Polish")
    assert refused.status_code == 422
    assert "Ask the person first" in refused.text
    dev.post(f"{adas}/needs", interpreter="Polish", agreed="y")

    assert "Somebody at the desk wrote this down with you" in ada.get("/me/desk").text


def test_letters_are_as_the_person_needs_them(app, ada, dev, adas, ticket, deliver):
    ada.post("/me/desk/needs", large_print="y", interpreter="Polish")
    dev.post(
        f"/desk/tickets/{ticket.reference}/messages",
        body="Which street is it?",
        visibility="private",
    )
    deliver()

    mails = [path.read_text() for path in (app.config["FOLKMOOT"].HOME / "mail").glob("*.eml")]
    (mail,) = [mail for mail in mails if "Which street is it?" in mail]
    assert "<font size=" in mail
    assert "You told us that you need an interpreter." in mail
    assert "Polish" not in mail


@pytest.fixture
def forgotten(ada, adas):
    ada.post("/me/desk/memory", wanted="no")
    return adas


def test_whoever_is_not_remembered_shows_open_tickets_only(dev, ada, forgotten, question, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    page = dev.get(forgotten).text

    assert "Help without being remembered" in page
    assert ticket.reference in page
    assert "ada@example.org" not in page
    assert "Public questions" not in page

    ada.post(f"/tickets/{ticket.reference}/withdrawal")
    assert ticket.reference not in opens(dev, forgotten).text


def test_nothing_is_noted_about_whoever_is_not_remembered(dev, forgotten):
    opens(dev, forgotten)

    refused = dev.post(f"{forgotten}/notes", body=NOTE)

    assert "without being remembered" in refused.text


def test_one_can_be_remembered_again(ada, dev, forgotten):
    ada.post("/me/desk/memory", wanted="yes")

    assert "ada@example.org" in opens(dev, forgotten).text


def test_the_person_gets_all_of_it_as_data(dev, ada, ben, adas):
    shares(dev, adas)
    dev.get(adas)

    mine = ada.api("GET", "/me/export").json["rows"]
    theirs = ben.api("GET", "/me/export").json["rows"]

    assert [note["body"] for note in mine["at_desk_notes"]] == [NOTE]
    assert mine["at_desk_looks"][0]["words"] == "She asked to be called back."
    assert len(mine["at_desk_tickets"]) == len(mine["at_desk_reasons"]) == 1
    assert NOTE not in json.dumps(theirs)
