"""A real browser keeps the look, says that there is no network, and never keeps anybody's page."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

READY = "navigator.serviceWorker.ready.then(one => one.active.scriptURL)"
KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys())
            found.push(new URL(request.url).pathname);
    return found;
}"""
GONE = "navigator.serviceWorker.getRegistrations().then(all => all.length === 0)"

# As a page is that names no manifest: before any of its scripts run.
WITHOUT = """document.addEventListener("readystatechange", () =>
    document.querySelector("link[rel=manifest]")?.remove());"""


@pytest.fixture
def phone(browser, show):
    """Somebody signed in, with a browser that lets workers work."""
    context = show.sit_down(browser, "asker", service_workers="allow")
    page = context.new_page()
    page.goto("/me")
    assert page.evaluate(READY).endswith("/service-worker.js")
    yield page
    context.close()


def test_without_a_network_a_page_says_so_and_private_pages_are_not_kept(phone):
    phone.reload()
    phone.goto("/threads")
    kept = phone.evaluate(KEPT)
    phone.context.set_offline(True)

    phone.goto("/me")

    expect(phone.get_by_role("heading", name="You have no connection")).to_be_visible()
    assert phone.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Atkinson')
    pages = [path for path in kept if not path.startswith(("/static/", "/theme-"))]
    assert pages == ["/offline"]


def test_with_a_network_pages_come_from_the_service(phone):
    phone.reload()

    assert phone.goto("/me").from_service_worker
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Hello")


def test_switched_off_a_page_takes_the_worker_away(phone):
    phone.add_init_script(WITHOUT)

    phone.reload()

    phone.wait_for_function(GONE)
