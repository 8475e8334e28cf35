"""Somebody comes from a search engine, on a small phone: what they see before they scroll."""

from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import ViewportSize

from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads.actions import accept_answer, answer_thread, ask
from forum.threads.briefs import brief_of
from forum.threads.models import Answer, Thread
from forum.topics.models import Topic
from tests.browser.glass import Glass

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 640}
TITLE = "My resident parking permit has not come and the council says it was posted three weeks ago"
QUESTION = "I paid on the first and got a receipt. " * 20
ANSWER = "Show the receipt at the library desk. " * 20

# The words that can be read without scrolling, as the browser has laid them out.
IN_VIEW = """() => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const style = getComputedStyle(walker.currentNode.parentElement);
        const whole = [...range.getClientRects()].filter(box =>
            box.width > 2 && box.height > 2 && box.top >= 0 && box.bottom <= innerHeight);
        if (whole.length && style.visibility === "visible") found.push(range.toString());
    }
    return found.join(" ").replace(/\\s+/g, " ");
}"""


@pytest.fixture
def phone(app, browser):
    glass = Glass(app, browser, size=PHONE)
    yield glass
    glass.close()


@pytest.fixture
def thread(ada, parking):
    """Asked three weeks ago, in many words."""
    with time_machine.travel(now() - timedelta(days=21), tick=False), writing():
        topic = db.get_one(Topic, parking.id)
        asked = ask(by=ada.member, topic=topic, title=TITLE, body=write_up(QUESTION))
        return asked.id


@pytest.fixture
def lands(phone, visitor, thread):
    """What a visitor can read on the question's page without scrolling."""

    def land():
        phone.look(visitor.get(f"/threads/{thread}", follow_redirects=True), "a landing visitor")
        assert phone.alive == []
        return phone.asked(IN_VIEW)

    return land


def answered(thread_id, by, *, official=False, days=2):
    with time_machine.travel(now() - timedelta(days=days), tick=False), writing():
        here = db.get_one(Thread, thread_id)
        body = write_up(ANSWER)
        brief = brief_of("", body, or_begins=True) if official else None
        return answer_thread(here, by=by.member, body=body, official=official, brief=brief).id


def test_an_open_question_shows_that_it_is_open_and_how_old_it_is(lands):
    seen = lands()

    assert TITLE in seen
    assert "Not solved yet" in seen
    assert "asked on" in seen
    assert "I paid on the first" in seen


def test_a_solved_question_shows_the_start_of_what_solved_it_and_its_age(lands, thread, ada, ben):
    answer_id = answered(thread, ben)
    with time_machine.travel(now() - timedelta(days=1), tick=False), writing():
        accept_answer(db.get_one(Answer, answer_id), by=ada.member)

    seen = lands()

    assert TITLE in seen
    assert "Solved" in seen
    assert "2 days ago" in seen
    assert "Show the receipt at the library desk" in seen


def test_an_answer_of_the_council_shows_its_start_too(lands, thread, dev):
    answered(thread, dev, official=True)

    seen = lands()

    assert TITLE in seen
    assert "Official answer" in seen
    assert "2 days ago" in seen
    assert "Show the receipt at the library desk" in seen


def test_answers_that_solved_nothing_yet_are_counted(lands, thread, ben):
    answered(thread, ben)

    seen = lands()

    assert TITLE in seen
    assert "Not solved yet" in seen
    assert "1 answer" in seen
