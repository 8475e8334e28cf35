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
