"""Whoever is about to write about what we know is offered to wait for news instead."""

import re

import pytest

from forum.alerts.actions import Draft, publish_alert, write_alert
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from moderation.helpdesk.models import Ticket
from moderation.problems import actions
from moderation.problems.queries import problem_numbered
from tests.moderation.problems.conftest import LAMP, as_it_is, links, tells

CONTACT = {
    "title": "Street lamps dark in Heron Lane",
    "body": "I see nothing at night.",
    "about": "",
    "name": "Robin Vane",
    "email": "robin@example.org",
    "nonce": "one",
}


def tickets() -> int:
    with fresh_reading():
        return db.query(Ticket).count()


@pytest.fixture
def alert(dev, parking):
    with writing():
        said = Draft(parking.service_id, "problem", "Lamps out", write_up("Dark."), now())
        made = write_alert(said, by=dev.member)
        publish_alert(made, by=dev.member)
        return made


def test_the_contact_page_says_that_it_is_known(visitor, public):
    answer = visitor.post("/contact", **CONTACT)

    assert "We know of this, and work on it" in answer.text
    assert f"/known-problems/{public.id}" in answer.text
    assert CONTACT["body"] in answer.text
    assert tickets() == 0


def test_nobody_is_kept_from_writing_all_the_same(visitor, public):
    visitor.post("/contact", **CONTACT)
    visitor.post("/contact", **CONTACT, known="yes")

    assert tickets() == 1


def test_the_words_of_the_ask_page_are_looked_at_too(visitor, public):
    page = visitor.get("/contact?title=Dark street lamps in Heron Lane").text

    assert "We know of this, and work on it" in page


@pytest.mark.parametrize("title", ["My bin was not emptied", "?", "   x"])
def test_something_else_is_sent_at_once(visitor, public, title):
    visitor.post("/contact", **CONTACT | {"title": title})

    assert tickets() == 1


def test_what_only_staff_know_is_offered_to_nobody(visitor, problem):
    visitor.post("/contact", **CONTACT)

    assert tickets() == 1
    assert visitor.get(f"/known-problems/{problem.id}").status_code == 404


def test_everybody_reads_what_to_do_and_nobody_the_cause(visitor, public):
    page = visitor.get(f"/known-problems/{public.id}").text

    assert "Take a torch." in page
    assert "burnt fuse" not in page


def test_who_waits_hears_public_news_and_that_it_is_fixed_and_nothing_else(
    ada, ben, dev, public, hers, mails
):
    links(dev, public, hers.reference)
    ben.post(f"/known-problems/{public.id}/follow")
    ben.post(f"/known-problems/{public.id}/follow")
    tells(dev, public, "Nora lives at number 4.", public_body="We mend it on Friday.")
    tells(dev, public, "Only for tickets.")
    with writing():
        actions.move(problem_numbered(public.id), "solved", by=dev.member, version=1)
    his = [text for text in mails() if "ben@example.org" in text]

    assert sum("We mend it on Friday." in text for text in his) == 1
    assert sum("is fixed. It is." in text.replace("\n", " ") for text in his) == 1
    assert not [text for text in his if "number 4" in text or "Only for tickets" in text]


def test_who_wants_to_hear_no_more_hears_nothing(ben, dev, public, mails):
    ben.post(f"/known-problems/{public.id}/follow")
    ben.post(f"/known-problems/{public.id}/follow/removal")
    with writing():
        actions.move(problem_numbered(public.id), "solved", by=dev.member, version=1)

    assert not [text for text in mails() if "ben@example.org" in text]


def test_without_an_account_one_waits_by_e_mail_once_the_mailbox_says_so(
    visitor, dev, public, mails
):
    page = visitor.get(f"/known-problems/{public.id}").text
    visitor.post("/follow", subject=str(public.id), email="robin@example.org")
    (asked,) = [text for text in mails() if "robin@example.org" in text]
    (token, *_) = re.findall(r"/follow/(\S+)", asked.replace("=\n", ""))
    visitor.post(f"/follow/{token}")
    tells(dev, public, "For tickets.", public_body="We mend it on Friday.")
    told = [text for text in mails() if "We mend it on Friday." in text]

    assert f"/follow?subject={public.id}" in page
    assert len(told) == 1
    assert "robin@example.org" in told[0]


def test_a_fixed_problem_can_be_waited_for_no_more(ben, dev, public):
    with writing():
        actions.move(problem_numbered(public.id), "solved", by=dev.member, version=1)
    refused = ben.post(f"/known-problems/{public.id}/follow")

    assert refused.status_code == 403
    assert "Tell me when it is fixed" not in ben.get(f"/known-problems/{public.id}").text


def test_the_desk_links_it_with_an_alert_and_adds_news_to_it_by_an_explicit_act(
    visitor, dev, public, alert
):
    dev.post(f"/desk/problems/{public.id}/alert", alert=str(alert.id))
    tells(dev, public, "For tickets.", public_body="We mend it on Friday.", to_alert="y")
    tells(dev, public, "For tickets.", public_body="It takes longer.")

    on_alert = visitor.get(f"/alerts/{alert.id}", follow_redirects=True).text
    assert "Lamps out" in visitor.get(f"/known-problems/{public.id}").text
    assert "We mend it on Friday." in on_alert
    assert "It takes longer." not in on_alert


def test_what_only_staff_know_is_never_linked_with_an_alert(dev, problem, alert):
    refused = dev.post(f"/desk/problems/{problem.id}/alert", alert=str(alert.id))

    assert refused.status_code == 403
    assert as_it_is(problem).alert_id is None


def test_the_person_reads_on_their_ticket_that_it_is_known(ada, dev, public, hers):
    links(dev, public, hers.reference)

    page = ada.get(f"/tickets/{hers.reference}").text
    assert "We know of this problem" in page
    assert LAMP in page
