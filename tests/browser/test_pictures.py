"""A picture is pasted or dropped into a text, and sent without a script."""

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.forum.uploads.conftest import picture

pytestmark = pytest.mark.browser

PASTE = """(field, [kind, body, how]) => {
    const bytes = Uint8Array.from(atob(body), sign => sign.charCodeAt(0));
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], "lamp", { type: kind }));
    const facts = { bubbles: true, cancelable: true };
    field.focus();
    field.dispatchEvent(how === "paste"
        ? new ClipboardEvent("paste", { ...facts, clipboardData: carried })
        : new DragEvent("drop", { ...facts, dataTransfer: carried }));
}"""


@pytest.fixture
def answering(at, show):
    page = at("/threads/{thread_id}-{thread_slug}".format(**show.sample.parts), "asker")
    field = page.locator("#answer-form textarea")
    field.fill("It is this one.")
    return page, field


def bring(page: Page, body: bytes, kind: str = "image/png", how: str = "paste") -> None:
    field = page.locator("#answer-form textarea")
    field.evaluate(PASTE, [kind, base64.b64encode(body).decode(), how])


@pytest.mark.parametrize("how", ["paste", "drop"])
def test_a_picture_becomes_words_and_an_address(answering, how):
    page, field = answering

    bring(page, picture(), how=how)

    written = re.compile(
        r"^It is this one\.\n\n!\[say what the picture shows\]\(/uploads/[0-9a-f]{32}\)$"
    )
    expect(field).to_have_value(written)
    expect(page.get_by_text("The picture is in your text.")).to_be_visible()
    page.keyboard.type("the lamp in Mill Lane")
    expect(field).to_have_value(re.compile(r"!\[the lamp in Mill Lane\]\(/uploads/"))
    page.get_by_role("button", name="Preview").click()
    shown = page.get_by_role("img", name="the lamp in Mill Lane")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.naturalWidth") == 60
    assert page.evaluate("window.stopped") == []
    assert page.evaluate("window.stayed")


@pytest.mark.parametrize("kind", ["image/svg+xml", "application/pdf", "text/html"])
def test_what_is_no_picture_is_refused_where_it_was_dropped(answering, kind):
    page, field = answering

    bring(page, b"<svg/>", kind, "drop")

    expect(page.get_by_text("Pictures can be PNG, JPEG or WebP files.")).to_be_visible()
    expect(field).to_have_value("It is this one.")


def test_a_refusal_of_the_service_is_read_in_its_own_words(answering):
    page, field = answering

    bring(page, b"no picture at all")

    expect(page.get_by_text("Choose a picture: PNG, JPEG or WebP, up to 5 MB.")).to_be_visible()
    expect(field).to_have_value("It is this one.")


def test_a_photo_is_sent_without_a_script(browser, show, tmp_path: Path):
    photo = tmp_path / "lamp.jpg"
    photo.write_bytes(picture("JPEG", (1000, 3000)))
    context = show.sit_down(browser, "asker", java_script_enabled=False)
    page = context.new_page()
    page.goto("/threads/{thread_id}-{thread_slug}".format(**show.sample.parts))
    page.get_by_label("Your answer").fill("Here is a photo of it.")
    page.get_by_text("Add a picture").click()
    page.get_by_label("Picture", exact=True).set_input_files(photo)
    page.get_by_label("What does the picture show?").fill("a lamp without light")

    page.get_by_role("button", name="Post answer").click()

    expect(page.get_by_role("img", name="a lamp without light")).to_be_visible()
    context.close()
