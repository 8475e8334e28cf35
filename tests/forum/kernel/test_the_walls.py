"""Four walls stand between hostile text and a page; each holds with the others gone."""

import os
import threading
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.kernel.text import Unreadable, clean_html, render
from forum.kernel.text.legacy import rewritten
from forum.kernel.text.markdown import html_of
from forum.kernel.text.walls import bleach_wall, nh3_wall, walled
from tests.forum.kernel.hostile import PAYLOADS, forbidden

CASES = int(os.environ.get("FOLKMOOT_HYPOTHESIS", "300"))
Wall = Callable[[str], str]
WALLS: dict[str, Wall] = {
    "Markdown that takes no HTML": html_of,
    "bleach": bleach_wall,
    "nh3": nh3_wall,
    "the rewriting of old posts": lambda html: rewritten(html, base="https://old.example/t/1"),
}
WHOLE: dict[str, Wall] = {"a post": render, "an old post": clean_html}


def test_the_reader_of_these_tests_sees_what_is_hostile() -> None:
    unseen = [name for name, text in PAYLOADS.items() if "<" in text and not forbidden(text)]

    assert unseen == []


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS.keys())
def test_each_wall_stands_alone(wall: Wall, payload: str) -> None:
    assert forbidden(wall(payload)) == []


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
@pytest.mark.parametrize("wall", WHOLE.values(), ids=WHOLE.keys())
def test_nothing_hostile_is_stored(wall: Wall, payload: str) -> None:
    assert forbidden(wall(payload)) == []


# --- Made-up HTML -----------------------------------------------------------------------------

PIECES = [
    *"<a> </a> <b> </b> <p> </p> <div> </div> <i> </i> <pre> </pre> <code> </code>".split(),
    *"<ul> <li> </ul> <ol start=3> </ol> <table> <tr> <td align=left> </table> <h1> </h1>".split(),
    *"<svg> </svg> <math> <mtext> <style> </style> <title> </title> <template>".split(),
    *"<!-- --> <![CDATA[ ]]> &lt; &gt; &amp; &quot; &#60; &colon; &nbsp; & < > \" ' = /".split(),
    *"<noscript> </noscript> <textarea> </textarea> <xmp> <select> <option> <form>".split(),
    *"<iframe> </iframe> <embed src=//e.example> <video src=/v> <blockquote> <aside>".split(),
    '<a href="https://e.example/?a=1&b=2">',
    '<a href="javascript:alert(1)">',
    '<a href="/here" title="&quot;>">',
    '<img src=x onerror=alert(1) alt="<p>">',
    '<img src="/uploads/1/a.png" alt="a">',
    '<div class="title">',
    '<code class="lang-cpp">',
    '<b id=x name=y style="color:red" onclick=alert(1)>',
    "https://e.example/a_(b)",
    "www.e.example.",
    "words",
    " ",
    "\n",
    "\u200b",
]
MADE_UP = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=25).map(
    "".join
)


@settings(max_examples=CASES, deadline=None)
@given(html=MADE_UP)
def test_made_up_html_comes_out_clean(html: str) -> None:
    assert forbidden(clean_html(html)) == []


@settings(max_examples=CASES, deadline=None)
@given(html=MADE_UP)
def test_cleaning_an_old_post_twice_changes_nothing(html: str) -> None:
    once = clean_html(html)

    assert clean_html(once) == once


@settings(max_examples=CASES, deadline=None)
@given(html=MADE_UP)
def test_what_went_through_the_walls_goes_through_them_unchanged(html: str) -> None:
    once = walled(clean_html(html))

    assert walled(once) == once


# --- Many at once, and endless ------------------------------------------------------------------


def test_threads_do_not_mix_up_their_texts() -> None:
    wrong: list[str] = []

    def clean_many(number: int) -> None:
        html = f"<p>{number} <b>https://e.example/{number}</b></p>" * 20
        expected = bleach_wall(html)
        wrong.extend(found for _ in range(20) if (found := bleach_wall(html)) != expected)
        wrong.extend(f"{number}" for _ in range(1) if str(number) not in expected)

    threads = [threading.Thread(target=clean_many, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def filled(piece: str, size: int = 30_000) -> str:
    return (piece * (size // len(piece) + 1))[:size]


ENDLESS = {
    **{
        piece: filled(piece)
        for piece in (
            *("[", "![", "*[", "*a ", "**a", "_", "~~a", "`", "` ", "<b>", "<", "&", '"', ">"),
            *("> ", "- ", "1. ", "* a\n", "> a\n\n", "# ", "|", "||\n", "![](", "[a](b", "[]"),
            *("a\n", "---\n", "```\n", "=\n", "\\", "http://a.b ", "www.a ", "http://a.b(((("),
            *("<!--", "<a href=", '<div class="', "&#0;", "\n", "    a\n", "a@b.c "),
        )
    },
    "stars around a word": "*" * 14_990 + "a" + "*" * 14_990,
    "a wide table": f"{'a|' * 1000}\n{'-|' * 1000}\n{filled('a' + chr(10), 25_000)}",
    "a long table": f"|a|b|c|\n|-|-|-|\n{filled('|a|b|c|' + chr(10), 29_000)}",
    "one long link used often": f"[a]: /{'b' * 900}\n\n{filled('[a]', 29_000)}",
    "lists in lists": "\n".join("  " * depth + "- a" for depth in range(160))[:30_000],
    "quotes in quotes": "\n".join("> " * depth + "a" for depth in range(160))[:30_000],
}


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS.keys())
def test_no_post_becomes_a_huge_page(source: str) -> None:
    html = render(source)

    assert len(html) <= 200_000
    assert html.count("<") <= 40_000
    assert forbidden(html) == []


@pytest.mark.parametrize("piece", ["<b><p>", "<i><table>", "<div>", "<pre>", "<li>", "&"])
def test_an_old_post_of_endless_pieces_is_refused_or_small(piece: str) -> None:
    try:
        html = clean_html(filled(piece, 100_000))
    except Unreadable as refusal:
        html = str(refusal)

    assert len(html) <= 400_000
