"""Thanks, votes and supports without another page; what came of it is said, also when it failed."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

AFTER_CLICK = "document.activeElement && document.activeElement.id"


@pytest.fixture
def thread(show):
    return "/threads/{thread_id}-{thread_slug}".format(**show.sample.parts)


@pytest.fixture
def idea(show):
    return "/ideas/{idea_id}-{idea_slug}".format(**show.sample.parts)


def stayed(page: Page) -> bool:
    return bool(page.evaluate("window.stayed === true && window.stopped.length === 0"))


def press_and_take_back(page: Page, button, words: str) -> None:
    """Twice, with the keyboard; it ends as it began."""
    before = button.get_attribute("aria-pressed")
    name = button.get_attribute("id")
    for expected in ({"true": "false"}.get(before, "true"), before):
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", expected)
        assert page.evaluate(AFTER_CLICK) == name
    expect(page.locator("#said")).to_contain_text(re.compile(words))
    assert stayed(page)


@pytest.mark.parametrize("deed", ["me-too", "follow", "vote"])
def test_a_small_deed_on_a_question_is_answered_where_it_stands(at, thread, deed):
    page = at(thread, "policy")

    button = page.locator(f"[formaction^='/threads/'][formaction$='/{deed}']").first
    press_and_take_back(page, button, ".")


def test_an_answer_is_voted_for_where_it_stands(at, thread):
    page = at(thread, "policy")

    button = page.locator("[formaction^='/answers/'][formaction$='/vote']").first
    press_and_take_back(page, button, ".")


def test_thanks_are_answered_where_they_stand(at, thread):
    page = at(thread, "policy")

    button = page.locator("[formaction$='/thanks']").first
    press_and_take_back(page, button, "thank")


def test_an_idea_is_supported_on_its_own_page_and_the_count_follows(at, idea):
    page = at(idea, "citizen")
    button = page.locator("#support button")
    count = page.locator("#support .figure b")
    before = count.inner_text()

    button.click()
    expect(count).not_to_have_text(before)
    button.click()

    expect(count).to_have_text(before)
    assert stayed(page)


def test_an_idea_is_supported_in_a_list(at):
    page = at("/ideas?order=new", "citizen")

    press_and_take_back(page, page.locator("button.support").first, "support this idea")


def test_a_service_is_followed_where_one_reads_about_it(at):
    page = at("/services/parking", "policy")

    press_and_take_back(page, page.locator("#following button"), "write to you")


def test_pressing_twice_at_once_is_pressing_once(at, thread, show):
    page = at(thread, "policy")
    button = page.locator("[formaction$='/me-too']").first
    before = button.get_attribute("aria-pressed")

    button.dblclick()
    page.wait_for_load_state("networkidle")
    page.reload()

    assert button.get_attribute("aria-pressed") != before
    button.click()
    expect(button).to_have_attribute("aria-pressed", before)


def test_a_refusal_stands_beside_what_was_pressed(at, thread, show):
    page = at(thread, "suspended")
    button = page.locator("[formaction$='/me-too']").first

    button.click()

    refusal = page.locator(".tools [role=alert]")
    expect(refusal).to_have_count(1)
    assert len(refusal.inner_text()) > 20
    assert button.get_attribute("aria-pressed") == "false"
    assert stayed(page)


@pytest.mark.parametrize("how", ["offline", "fault"])
def test_a_press_that_does_not_arrive_says_so(at, thread, how):
    page = at(thread, "policy")
    if how == "offline":
        page.route("**/me-too", lambda route: route.abort())
    else:
        page.route("**/me-too", lambda route: route.fulfill(status=500, body="<h1>Oh</h1>"))

    page.locator("[formaction$='/me-too']").first.click()

    expect(page.locator(".tools [role=alert]")).to_contain_text("nothing has changed")
    assert stayed(page)


def test_who_only_reads_does_not_load_what_presses_need(at, thread):
    """Pictures that somebody has posted there are what is read, and not counted."""
    page = at(thread, "visitor")

    names = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    ours = [name for name in names if "/uploads/" not in name]

    assert not any("live.js" in name for name in ours)
    assert len(ours) + 1 <= 8
