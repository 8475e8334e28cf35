"""Staff go through a queue with keys; never while they type, and only while they want to."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HERE = "[...document.querySelectorAll('.queue .go')].indexOf(document.activeElement)"


@pytest.fixture
def desk(at):
    return at("/desk", "agent")


def test_keys_go_down_and_up_the_queue_and_open_what_is_chosen(desk):
    places = []
    for key in ("j", "j", "k", "k"):
        desk.keyboard.press(key)
        places.append(desk.evaluate(HERE))
    desk.keyboard.press("Enter")

    assert places == [0, 1, 0, 0]
    desk.wait_for_url("**/desk/tickets/*")


def test_a_question_mark_shows_the_keys_and_escape_closes_them(desk):
    dialog = desk.locator("#keys")
    expect(dialog).to_be_hidden()

    desk.keyboard.press("?")
    expect(dialog).to_be_visible()
    desk.keyboard.press("Escape")

    expect(dialog).to_be_hidden()


def test_keys_lead_to_the_answer_the_message_and_back(desk):
    desk.keyboard.press("/")
    expect(desk.locator("#reference")).to_be_focused()
    desk.locator("#reference").blur()
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/desk/tickets/*")

    desk.keyboard.press("a")
    expect(desk.locator("#answer")).to_be_focused()
    desk.locator("#answer").blur()
    desk.keyboard.press("m")
    expect(desk.locator("#message")).to_be_focused()
    desk.locator("#message").blur()
    desk.keyboard.press("u")

    desk.wait_for_url("**/desk")


def test_one_key_claims_a_ticket(desk):
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/desk/tickets/*")

    with desk.expect_navigation():
        desk.keyboard.press("c")

    expect(desk.get_by_role("button", name="Let others take it")).to_be_visible()


def test_keys_are_letters_while_somebody_types(desk):
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/desk/tickets/*")
    field = desk.locator("#answer")
    field.fill("")

    field.press_sequentially("jk?")

    expect(field).to_have_value("jk?")
    expect(desk.locator("#keys")).to_be_hidden()


def test_keys_can_be_switched_off_and_stay_off(desk):
    desk.get_by_role("button", name="Keyboard shortcuts").click()
    desk.get_by_label("Use these keys in this browser").uncheck()
    desk.get_by_role("button", name="Close").click()

    desk.reload()
    desk.keyboard.press("j")
    desk.keyboard.press("?")

    assert desk.evaluate(HERE) == -1
    expect(desk.locator("#keys")).to_be_hidden()
    assert desk.evaluate("window.stopped") == []


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/desk/reports", "moderator"),
        ("/desk/grievances", "admin"),
        ("/ideas/review", "policy"),
        ("/desk/subtasks", "agent"),
    ],
)
def test_other_queues_have_the_keys_that_work_there_and_name_no_other(at, path, who):
    page = at(path, who)

    page.keyboard.press("?")
    named = [words.split()[0] for words in page.locator("#keys li:visible").all_inner_texts()]
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("j")
    chosen = page.evaluate("document.activeElement.pathname")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{chosen}*")

    assert named == ["j", "k", "Enter", "u", "?"]
    assert chosen not in ("", path)


@pytest.mark.parametrize(
    ("path", "who"),
    [("/desk/reports", "moderator"), ("/desk/grievances", "admin"), ("/desk/subtasks", "agent")],
)
def test_the_way_back_leads_to_the_queue_one_came_from(at, path, who):
    page = at(path, who)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith(path))

    page.keyboard.press("u")

    page.wait_for_url(f"**{path}")
    assert page.evaluate("window.stopped") == []
