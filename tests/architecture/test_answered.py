"""Pages that only a form answers are as fit for everybody as those one can open."""

import re

import pytest

from forum.kernel.languages import PSEUDO
from forum.kernel.pseudo import OPENS
from tests.architecture.answered import WRITTEN, answers
from tests.architecture.marked import text_of, unmarked, written_by_people
from tests.architecture.markup import faults_in
from tests.architecture.sent_forms import SENT
from tests.architecture.sources import told
from tests.browser.glass import Glass
from tests.browser.looking import CHECK, NARROW, SETTLED, WIDE, Look, ask_axe, narrow
from tests.browser.looking import told as told_by_axe

FILLED_IN = "\n".join(text for sent in SENT.values() for text in sent.fine.values())
CODES = re.compile(r"\b(FM-[0-9A-Z]{8}|[0-9A-Z]{4}-[0-9A-Z]{4})\b")


@pytest.fixture
def glass(app, browser):
    glass = Glass(app, browser, size=WIDE)
    yield glass
    glass.close()


def test_they_are_whole_and_their_words_can_be_translated(town):
    content, faults, unwrapped = f"{written_by_people()}\n{FILLED_IN}", [], []
    for name, answer in answers(town, PSEUDO.code):
        text = CODES.sub("", text_of(answer.text))
        faults += [f"{name}: {fault}" for fault in faults_in(answer.text)]
        unwrapped += [f"{name}: {words!r}" for words in unmarked(text, content)]
        assert OPENS in answer.text, name

    assert not faults, told("A page is whole HTML, and its references lead somewhere.", faults)
    assert not unwrapped, told("Wrap what people read in _().", unwrapped)


def test_an_error_gives_back_what_was_written_and_needs_no_database(town):
    pages = {name: answer.text for name, answer in answers(town, "en") if answer.status_code >= 400}

    assert [name for name, page in pages.items() if WRITTEN not in page] == ["429"]
    assert [name for name, page in pages.items() if "<nav" not in page] == [
        "500, without the frame"
    ]
    assert 'id="theirs"' in pages["409"]


@pytest.mark.browser
def test_a_browser_finds_nothing_wrong_with_them(town, glass):
    found = []
    for name, answer in answers(town, "en"):
        glass.look(answer, name)
        found += [f"{name}: {fault}" for fault in looked_at(glass.page)]

    assert glass.alive == []
    assert not found, told("A page is fit for everybody, light, dark and narrow.", found)


def looked_at(page):
    """The open page wide and light, then in the dark, then as narrow as a page may be."""
    look = Look()
    ask_axe(page, look)
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLED)
    look.faults_in_the_dark = told_by_axe(page.evaluate(CHECK, ["color-contrast"])["violations"])
    page.set_viewport_size(NARROW)
    narrow(page, look)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    return [*look.faults, *look.undecided, *look.faults_in_the_dark, *look.overflow, *look.cut]
