"""Somebody reads a question while others answer it: a bar says so, and nothing moves."""

import re

import pytest
from playwright.sync_api import expect

from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads.actions import answer_thread
from forum.threads.models import Thread

pytestmark = pytest.mark.browser

HALF_A_MINUTE = 31_000
HIDDEN = """document => {
    Object.defineProperty(Document.prototype, "visibilityState", {get: () => "hidden"});
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def reading(browser, show):
    """A visitor on a question, with a clock of their own."""
    context = show.sit_down(browser, "visitor")
    page = context.new_page()
    page.clock.install()
    asked = []
    page.on("request", lambda one: asked.append(one.url) if "/news/" in one.url else None)
    page.goto("/threads/{thread_id}-{thread_slug}".format(**show.sample.parts))
    page.asked = asked
    yield page
    context.close()


@pytest.fixture
def somebody_answers(show):
    def answer(text):
        with writing():
            thread = db.get_one(Thread, int(show.sample.parts["thread_id"]))
            by = show.sample.person("moderator").member
            return answer_thread(thread, by=by, body=write_up(text)).id

    return answer


def test_a_bar_tells_of_a_new_answer_and_leads_to_it(reading, somebody_answers):
    answer_id = somebody_answers("The desk is open on Saturdays too.")
    place = "document.querySelector('h1').getBoundingClientRect().top + scrollY"
    before = reading.evaluate(place)

    reading.clock.run_for(HALF_A_MINUTE)
    bar = reading.locator(".news a")
    expect(bar).to_have_text("1 new answer")
    assert reading.evaluate(place) == before
    bar.click()

    reading.wait_for_url(re.compile(f"#answer-{answer_id}$"))
    expect(reading.get_by_text("open on Saturdays too").first).to_be_visible()


def test_a_page_that_nobody_looks_at_asks_for_nothing(reading):
    with reading.expect_request("**/news/**"):
        reading.clock.run_for(HALF_A_MINUTE)
    before = len(reading.asked)
    reading.evaluate(f"({HIDDEN})(document)")

    reading.clock.run_for(4 * HALF_A_MINUTE)
    reading.wait_for_timeout(200)

    assert before == 1
    assert len(reading.asked) == before
