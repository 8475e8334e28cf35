"""What is measured, not only looked at: nothing runs into its neighbour on any screen."""

import pytest

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
LONGEST = "We are waiting for somebody else"
TOPS = """() => [".brand", ".find", ".who"].map(
    part => document.querySelector(".site-head " + part).getBoundingClientRect())
    .map(box => Math.round(box.top + box.height / 2))"""
ENDS = """words => [...document.querySelectorAll(".stub")].map(stub => {
    const badge = stub.querySelector(".badge");
    badge.lastChild.textContent = words;
    return badge.getBoundingClientRect().right <= stub.getBoundingClientRect().right;
})"""


@pytest.mark.parametrize("who", ["visitor", "asker"])
def test_name_search_and_account_share_one_line(browser, show, who):
    context = show.sit_down(browser, who, viewport=PHONE)
    page = context.new_page()
    page.goto("/")

    middles = page.evaluate(TOPS)
    context.close()

    assert max(middles) - min(middles) <= 4


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_longest_state_of_a_ticket_stays_on_its_stub(browser, show, width):
    context = show.sit_down(browser, "agent", viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto("/design")

    inside = page.evaluate(ENDS, LONGEST)
    context.close()

    assert inside
    assert all(inside)


# The hill is drawn with paths; a word that stands on one cannot be read.
ON_THE_HILL = """() => [...document.querySelectorAll(".hero :is(h1, p, form)")].filter(words => {
    const box = words.getBoundingClientRect();
    return [0.02, 0.25, 0.5, 0.75, 0.98].some(part => document.elementsFromPoint(
        box.left + box.width * part, box.bottom - 2).some(one => one.closest(".hill > path")));
}).map(words => words.outerHTML.slice(0, 60))"""


@pytest.mark.parametrize("width", [360, 1000, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_word_of_the_front_page_stands_on_the_hill(browser, show, width, language):
    context = show.sit_down(browser, "visitor", viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"/?lang={language}")

    on_it = page.evaluate(ON_THE_HILL)
    context.close()

    assert on_it == []
