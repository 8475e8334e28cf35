"""Writing with help: tools, preview, a draft that is saved, and text that no failure takes away."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

BEGUN = "The lamp in Mill Lane is out"


@pytest.fixture
def thread(show):
    return "/threads/{thread_id}-{thread_slug}".format(**show.sample.parts)


@pytest.fixture
def asking(at):
    """The form for a question, empty; whatever is left on it is thrown away afterwards."""
    page = at("/ask")
    yield page
    page.unroute_all()
    page.goto("/me/drafts")
    while page.get_by_role("button", name=re.compile("Throw it away")).count():
        page.get_by_role("button", name=re.compile("Throw it away")).first.click()


def stopped(page):
    return page.evaluate("window.stopped")


@pytest.mark.parametrize(
    ("tool", "written"),
    [
        ("Bold", "one **two** three"),
        ("Link", "one [two](https://) three"),
        ("List", "- one two three"),
        ("Quote", "> one two three"),
        ("Code", "one `two` three"),
    ],
)
def test_a_tool_shapes_what_is_chosen(asking, tool, written):
    field = asking.locator("#body")
    field.fill("one two three")
    field.evaluate("field => field.setSelectionRange(4, 7)")

    asking.get_by_role("button", name=tool, exact=True).click()

    expect(field).to_have_value(written)
    assert asking.evaluate("document.activeElement.id") == "body"
    asking.keyboard.press("Control+z")
    expect(field).to_have_value("one two three")
    assert stopped(asking) == []


def test_the_preview_shows_what_others_will_see_and_closes_again(asking):
    asking.locator("#body").fill("**Lamps** <b onclick='x()'>out</b>")

    asking.get_by_role("button", name="Preview").click()
    box = asking.locator(".write-preview")
    expect(box.locator("strong")).to_have_text("Lamps")
    assert box.locator("[onclick]").count() == 0

    asking.get_by_role("button", name="Close the preview").click()
    expect(box).to_have_count(0)


def test_what_is_typed_is_saved_and_stands_in_another_browser(asking, at):
    asking.locator("#body").fill(BEGUN)

    expect(asking.locator(".write-note")).to_contain_text(
        re.compile(r"Saved at \d{1,2}\.\d\d [ap]m")
    )
    other = at("/ask")

    expect(other.locator("#body")).to_have_value(BEGUN)
    expect(other.get_by_text("You began to write here")).to_be_visible()


def test_ctrl_and_enter_post(at, thread):
    page = at(thread, "asker")
    page.locator("#answer-form textarea").fill("I found out: the desk renews it on the spot.")

    page.keyboard.press("Control+Enter")

    page.wait_for_url(re.compile("#answer-"))
    expect(page.get_by_text("the desk renews it on the spot").first).to_be_visible()
    page.reload()
    expect(page.locator("#answer-form textarea")).to_have_value("")


@pytest.mark.parametrize("how", ["offline", "fault"])
def test_text_stays_when_the_service_cannot_be_reached(asking, how):
    asking.locator("#title").fill("A lamp")
    asking.locator("#body").fill(BEGUN)
    if how == "offline":
        asking.context.set_offline(True)
    else:
        asking.route("**/me/drafts", lambda route: route.fulfill(status=500, body="Oh"))

    asking.get_by_role("button", name="Post my question").click()

    expect(asking.locator(".write-note [role=alert]")).to_contain_text("Your text is still here")
    expect(asking.locator("#body")).to_have_value(BEGUN)
    assert asking.evaluate("window.stayed")
    asking.context.set_offline(False)


def test_whoever_is_not_signed_in_gets_the_plain_form(at):
    page = at("/ask", "visitor")

    expect(page.get_by_role("button", name="Preview")).to_have_count(0)
    expect(page.get_by_role("group", name="Shape your text")).to_have_count(0)


def test_without_a_script_the_page_comes_again_with_the_preview(browser, show):
    context = show.sit_down(browser, "citizen", java_script_enabled=False)
    page = context.new_page()
    page.goto("/ask")
    page.locator("#body").fill("The bins were **in green** bags.")

    page.get_by_role("button", name="Preview").click()

    seen = page.get_by_role("region", name="As everybody will see it")
    expect(seen.locator("strong")).to_have_text("in green")
    expect(page.locator("#body")).to_have_value("The bins were **in green** bags.")
    context.close()


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/threads/{thread_id}/edit", "asker"),
        ("/answers/{answer_id}/edit", "citizen"),
        ("/comments/{comment_id}/edit", "asker"),
    ],
)
def test_changing_a_post_has_the_same_help(at, show, path, who):
    page = at(path.format(**show.sample.parts), who)
    field = page.locator("#body")
    before = field.input_value()
    field.fill("A **better** text")
    expect(page.locator(".write-note")).to_contain_text("Saved at")

    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".write-preview strong")).to_have_text("better")
    page.reload()

    expect(field).to_have_value("A **better** text")
    page.get_by_role("button", name=re.compile("Throw it away")).click()
    page.goto(path.format(**show.sample.parts))
    expect(field).to_have_value(before)


def test_the_desk_writes_with_the_same_help_and_publishes_only_with_a_button(at, show):
    page = at("/desk/tickets/{reference}".format(**show.sample.parts), "agent")
    field = page.locator("#answer")
    field.fill("We are **adding** it")
    expect(page.locator(".write-note").first).to_contain_text("Saved at")
    assert page.get_by_role("button", name="Preview").count() >= 1

    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(300)
    assert page.evaluate("window.stayed")
    page.reload()

    expect(field).to_have_value("We are **adding** it")
    page.get_by_role("button", name="Keyboard shortcuts").wait_for()
    page.get_by_role("button", name=re.compile("Throw it away")).click()
    page.wait_for_url("**/me/drafts")


def loaded(page):
    return page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
