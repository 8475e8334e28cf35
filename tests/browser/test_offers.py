"""Names and tags that are offered while somebody types: by keyboard, by touch, and read aloud."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import Look, ask_axe

pytestmark = pytest.mark.browser

TYPES_AT_ONCE = """(field, text) => {
    for (const sign of text) {
        field.setRangeText(sign, field.value.length, field.value.length, "end");
        field.dispatchEvent(new InputEvent("input", {bubbles: true}));
    }
}"""


@pytest.fixture
def answering(at, show):
    """The box for another answer to a question that Ben has answered, as Ada sees it."""
    page = at("/threads/{thread_id}-{thread_slug}".format(**show.sample.parts), "asker")
    field = page.locator("#answer-form textarea")
    field.fill("")  # without what an earlier test began
    return page, field


def options(page):
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def test_a_name_is_taken_with_the_keyboard(answering):
    page, field = answering
    field.press_sequentially("Ask @hal")

    expect(options(page)).to_have_count(1)
    expect(page.locator(".offers + [role=status]")).to_contain_text("Suggestions: 1.")
    page.keyboard.press("ArrowDown")
    expect(options(page)).to_have_attribute("aria-selected", "true")
    chosen = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").inner_text().startswith("Ben Hallam")
    page.keyboard.press("Enter")

    expect(field).to_have_value("Ask @Ben Hallam ")
    expect(page.get_by_role("listbox")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == field.get_attribute("id")
    assert page.evaluate("window.stopped") == []


def test_enter_is_a_new_line_until_somebody_is_chosen(answering):
    page, field = answering
    field.press_sequentially("Ask @be")
    expect(options(page)).to_have_count(1)

    page.keyboard.press("Enter")

    expect(field).to_have_value("Ask @be\n")


def test_escape_closes_and_arrows_go_round(answering):
    page, field = answering
    field.press_sequentially("@")
    expect(options(page).first).to_be_visible()

    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value("@")
    assert field.get_attribute("aria-activedescendant") is None


def test_a_name_is_taken_by_touch(browser, show):
    context = show.sit_down(
        browser, "asker", has_touch=True, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()
    page.goto("/threads/{thread_id}-{thread_slug}".format(**show.sample.parts))
    field = page.locator("#answer-form textarea")
    field.fill("")
    field.press_sequentially("@ben")

    options(page).first.tap()

    expect(field).to_have_value("@Ben Hallam ")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_tags_are_offered_one_after_the_other(at, show):
    page = at("/ask")
    field = page.get_by_role("combobox", name="Tags")
    expect(field).to_have_attribute("aria-expanded", "false")

    field.press_sequentially("perm")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    first = options(page).first.inner_text()
    page.keyboard.press("Enter")
    expect(field).to_have_value(f"{first}, ")
    expect(field).to_have_attribute("aria-expanded", "false")

    field.press_sequentially("perm")
    page.wait_for_timeout(400)
    assert first not in options(page).all_inner_texts()
    assert page.evaluate("window.stayed")


def test_what_is_typed_fast_is_asked_for_once(answering):
    page, field = answering
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    with page.expect_request("**/members?*"):
        field.evaluate(TYPES_AT_ONCE, "@ben hallam")
    page.wait_for_timeout(400)

    assert len([url for url in asked if "/members?" in url]) == 1


def test_a_service_that_does_not_answer_offers_nothing_and_stops_nobody(answering):
    page, field = answering
    page.route("**/members?*", lambda route: route.fulfill(status=429, body="Wait"))

    field.press_sequentially("@ben knows")
    page.wait_for_timeout(300)

    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value("@ben knows")


def test_axe_finds_nothing_on_an_open_list(answering):
    page, field = answering
    field.press_sequentially("@")
    expect(options(page).first).to_be_visible()
    look = Look()

    ask_axe(page, look)

    assert look.faults == []


def test_without_a_script_the_form_is_plain(browser, show):
    context = show.sit_down(browser, "citizen", java_script_enabled=False)
    page = context.new_page()
    page.goto("/ask")

    expect(page.get_by_role("combobox", name="Tags")).to_have_count(0)
    page.get_by_label("Tags").fill("lamps")
    expect(page.get_by_label("Tags")).to_have_value("lamps")
    context.close()
