"""Articles are offered where somebody asks, writes, calls, and where the desk reads it."""

import re

import pytest

from forum.articles.models import Article
from forum.kernel.db import db, fresh_reading, writing
from forum.threads.models import Thread
from moderation.helpdesk.models import Ticket
from moderation.problems import actions as problems
from tests.moderation.knowledge.conftest import said
from tests.moderation.mail_in.conftest import post as letterbox
from tests.moderation.mail_in.conftest import text_of
from tests.moderation.problems.conftest import facts_with

__all__ = ["letterbox"]

TITLE = "Street lamps dark in Heron Lane"
ASKED = {"title": TITLE, "body": "It is black at night.", "topic": "parking", "door": "public"}
CONTACT = {
    "title": TITLE,
    "body": "I see nothing at night.",
    "about": "",
    "name": "Robin Vane",
    "email": "robin@example.org",
    "nonce": "one",
}


@pytest.fixture
def article_id(dev, parking, deliver):
    """An article about lamps that are dark."""
    dev.post("/desk/articles/new", **said(title="What to do when street lamps are dark"))
    with fresh_reading():
        (article,) = db.query(Article).all()
    dev.post(f"/desk/articles/{article.id}/state", state="published")
    deliver()
    return article.id


@pytest.fixture
def known(dev, parking):
    with writing():
        facts = facts_with(title=TITLE, is_public=True, workaround="Take a torch.", cause="A fuse.")
        return problems.open_problem(facts, by=dev.member).id


def test_who_asks_everybody_is_shown_it_once(ada, article_id):
    page = ada.post("/ask", **ASKED)

    assert "We have written about this" in page.text
    assert f"/articles/{article_id}-" in page.text
    assert f'formaction="/articles/{article_id}/verdict"' in page.text
    offered = re.search(r'name="offered" value="(\w+)"', page.text)
    assert offered

    assert ada.post("/ask", **ASKED, offered=offered[1]).status_code == 303


def test_that_it_solved_it_is_counted(ada, article_id):
    ada.post(f"/articles/{article_id}/verdict", helped="yes")

    with fresh_reading():
        assert db.get_one(Article, article_id).helped_count == 1


def test_who_asks_everybody_reads_of_a_known_problem_once(ada, known):
    page = ada.post("/ask", **ASKED).text

    assert "We know of this, and work on it" in page
    assert f"/known-problems/{known}" in page
    assert ada.post("/ask", **ASKED, offered="yes").status_code == 303


def test_a_question_about_something_else_is_not_interrupted(ada, article_id, known):
    assert ada.post("/ask", **ASKED | {"title": "When is the market?"}).status_code == 303
    with fresh_reading():
        assert db.query(Thread).count() == 1


def test_who_writes_to_the_council_is_shown_it_once(visitor, article_id):
    page = visitor.post("/contact", **CONTACT)

    assert "This may be the answer" in page.text
    assert f"/articles/{article_id}-" in page.text
    assert CONTACT["body"] in page.text
    visitor.post("/contact", **CONTACT, known="yes")
    with fresh_reading():
        assert db.query(Ticket).count() == 1


def test_who_mails_reads_of_it_in_the_acknowledgement(article_id, letterbox):
    letterbox.sends("Street lamps are dark again", "All night.")

    said_back = text_of(letterbox.sent()[-1])

    assert "Others were helped with something like this" in said_back
    assert f"/articles/{article_id}-" in said_back


def test_the_counter_reads_it_out(dev, article_id):
    page = dev.post("/desk/counter/tickets", title=TITLE, look="yes", about="").text

    assert f"/articles/{article_id}-" in page


def test_the_desk_finds_it_beside_a_ticket_like_it(dev, visitor, article_id):
    visitor.post("/contact", **CONTACT, known="yes")
    with fresh_reading():
        reference = db.query(Ticket).one().reference

    assert f"/articles/{article_id}-" in dev.get(f"/desk/tickets/{reference}").text


def test_a_draft_is_offered_to_nobody(ada, visitor, dev, parking, deliver):
    dev.post("/desk/articles/new", **said(title="What to do when street lamps are dark"))
    deliver()

    assert ada.post("/ask", **ASKED).status_code == 303
    assert "This may be the answer" not in visitor.post("/contact", **CONTACT).text
