"""Real hostile HTML and naughty strings go through every wall, and a real browser finds nothing."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser

from forum.kernel.text import Unreadable, clean_html, excerpt, render, tidy
from forum.kernel.text.legacy import rewritten
from forum.kernel.text.markdown import html_of
from forum.kernel.text.walls import bleach_wall, nh3_wall
from tests.forum.kernel.hostile import ATTRIBUTES, PAYLOADS, TAGS, forbidden

pytestmark = pytest.mark.acceptance

REPOSITORY = Path(__file__).resolve().parents[2]
SECURITY = Path(os.environ.get("FOLKMOOT_DATA") or REPOSITORY / "../shared/data") / "security"
WALLS: dict[str, Callable[[str], str]] = {
    "Markdown that takes no HTML": html_of,
    "bleach": bleach_wall,
    "nh3": nh3_wall,
    "the rewriting of old posts": lambda html: rewritten(html, base="https://old.example/t/1"),
    "a post": render,
    "an old post": clean_html,
}
# Puts a text on a live page, waits for anything that might run, and reads the tree it became.
LOOK = """async ([texts, tags, attributes]) => {
    window.ran = [];
    window.alert = window.confirm = window.prompt = what => window.ran.push(String(what));
    const attributesOf = Object.getOwnPropertyDescriptor(Element.prototype, "attributes").get;
    const found = [];
    const faults = element => [
        ...(tags.includes(element.localName) ? [] : [`<${element.localName}>`]),
        // A form field called "attributes" stands in for the real ones when asked the plain way.
        ...[...attributesOf.call(element)].filter(({name, value}) =>
            !(attributes[element.localName] || []).includes(name)
            || (name === "href" && !["http:", "https:", "mailto:"].includes(element.protocol))
            || (name === "src" && new URL(value, location.href).origin !== location.origin)
        ).map(({name, value}) => `${element.localName} ${name}=${value}`),
    ];
    for (const [number, text] of texts.entries()) {
        const place = document.createElement("div");
        document.body.append(place);
        place.innerHTML = text;
        place.innerHTML = place.innerHTML;
        found.push(...[...place.querySelectorAll("*")].flatMap(faults).map(it => [number, it]));
        place.remove();
    }
    await new Promise(done => setTimeout(done, 300));
    return [found, window.ran];
}"""


def read(name: str) -> Any:
    path = SECURITY / name
    if not path.is_file():
        pytest.skip(f"NOT RUN: the real data is not there ({path}). Set FOLKMOOT_DATA.")
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def hostile() -> list[str]:
    lists = read("hostile-html.json")
    return [*lists["dompurify"], *lists["owasp"], *lists["bleach"], *PAYLOADS.values()]


@pytest.fixture(scope="module")
def naughty() -> list[str]:
    strings: list[str] = read("naughty-strings.json")["strings"]
    return strings


@pytest.fixture(scope="module")
def look(browser: Browser) -> Iterator[Callable[[list[str]], list[Any]]]:
    """Shows texts in Chromium: what must not be there (number of the text, what), what ran."""
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<!doctype html><body>"))
    page.goto("https://folkmoot.example/")
    allowed = {tag: sorted(names) for tag, names in ATTRIBUTES.items()}
    yield lambda texts: page.evaluate(LOOK, [texts, sorted(TAGS), allowed])
    page.close()


def written(wall: Callable[[str], str], texts: list[str]) -> list[str]:
    """What the wall lets through; a text it refuses lets nothing through."""
    passed = []
    for text in texts:
        try:
            passed.append(wall(text))
        except Unreadable:
            passed.append("")
    return passed


def test_the_browser_sees_what_is_hostile_when_there_is_no_wall(hostile, look) -> None:
    found, ran = look(hostile)

    assert len({number for number, _ in found}) > len(hostile) / 2
    assert ran


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS.keys())
def test_nothing_hostile_passes_a_wall_and_a_browser_agrees(wall, hostile, naughty, look) -> None:
    passed = written(wall, [*hostile, *storable(naughty)])

    assert [html for html in passed if forbidden(html)] == []
    assert look(passed) == [[], []]


def test_naughty_strings_are_shown_unchanged_or_refused_with_a_sentence(naughty) -> None:
    refusals = []
    for text in naughty:
        try:
            html = render(as_code(text))
        except Unreadable as refusal:
            refusals.append(str(refusal))
        else:
            assert excerpt(html, 10_000).split() == normalize("NFC", text).split()

    assert len(refusals) == 6
    assert all("hidden character" in refusal for refusal in refusals)


def as_code(text: str) -> str:
    """The text in a block of code, where Markdown gives no sign a meaning."""
    return "".join(f"    {line}\n" for line in text.split("\n"))


def storable(texts: list[str]) -> list[str]:
    """Without the strings a form refuses before any wall sees them."""
    return [text for text in texts if written(tidy, [text]) != [""]]
