"""What is like a question or an idea stands under its title while somebody types it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SOLVED = "Permit renewal says my address does not exist"
IDEA = "Benches every 200 metres up Quarry Hill"


@pytest.fixture
def typed(at):
    """Types the title of a form: the page, and what stands under the title."""

    def type_title(path, words, who):
        page = at(path, who)
        page.locator("#title").press_sequentially(words)
        return page, page.locator("[data-alike]")

    return type_title


@pytest.mark.parametrize("who", ["visitor", "citizen"])
def test_a_solved_question_is_shown_while_one_like_it_is_typed(typed, who):
    page, found = typed("/ask", "The renewal of my permit says my address", who)

    expect(found).to_contain_text(SOLVED)
    expect(found.get_by_role("button", name="This solved it").first).to_be_visible()
    expect(page.locator("[data-alike] + [role=status]")).to_contain_text("like yours")
    assert page.evaluate("document.activeElement.id") == "title"
    assert page.evaluate("window.stayed === true && window.stopped.length === 0")


def test_this_solved_it_leads_there_without_posting_anything(typed):
    page, found = typed("/ask", "The renewal of my permit says my address", "visitor")

    found.get_by_role("button", name=SOLVED).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(SOLVED)
    expect(page.get_by_text("answered before you had to ask it")).to_be_visible()


@pytest.mark.parametrize("who", ["visitor", "policy"])
def test_an_idea_is_shown_while_one_like_it_is_typed(typed, who):
    page, found = typed("/ideas/new", "Benches up the hill", who)

    expect(found.get_by_role("link", name=IDEA)).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "title"
    assert page.evaluate("window.stayed === true && window.stopped.length === 0")


def test_another_title_shows_other_things_and_none_shows_none(typed):
    page, found = typed("/ideas/new", "Benches up the hill", "visitor")
    expect(found).to_contain_text(IDEA)

    page.locator("#title").fill("Xylophone")

    expect(found).to_be_hidden()
    expect(page.locator("[data-alike] + [role=status]")).to_have_text("")


def test_a_service_that_does_not_answer_disturbs_nobody(at):
    page = at("/ideas/new", "visitor")
    page.route("**/ideas", lambda route: route.abort())

    with page.expect_event("requestfailed"):
        page.locator("#title").press_sequentially("Benches up the hill")

    expect(page.locator("[data-alike]")).to_be_hidden()
    expect(page.locator("[role=alert]")).to_have_count(0)
