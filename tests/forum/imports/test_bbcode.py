"""Left-over marks go, the words stay, and samples of program code are not touched."""

import time

import pytest

from forum.imports.discourse.bbcode import quotes_as_markdown, without_marks


@pytest.mark.parametrize(
    ("left_over", "cleaned"),
    [
        ("<p>[color=#800000]Red[/color] [size=85]small[/size]</p>", "<p>Red small</p>"),
        ("[b]bold[/b] and [I]leaning[/i]", "<strong>bold</strong> and <em>leaning</em>"),
        (
            "<p>[quote=“Ben”]Why?[/quote]Because.</p>",
            "<p></p><blockquote><p>Why?</p></blockquote><p>Because.</p>",
        ),
        ("<p>[code]x = 1[/code]</p>", "<p></p><pre><code>x = 1</code></pre><p></p>"),
        ("[ul][li]one[/li][li]two[/li][/ul]", "• one• two"),
        (
            '<a href="http://a.example/b%5B/video%5D">b[/video]</a>',
            '<a href="http://a.example/b">b</a>',
        ),
        ("[quote]never closed", "never closed"),
        ("never opened[/quote]", "never opened"),
    ],
)
def test_a_mark_becomes_what_it_meant_or_goes(left_over, cleaned):
    assert without_marks(left_over) == cleaned


@pytest.mark.parametrize(
    "kept",
    [
        "row[i] = column[b]",
        "[Fri] it works, [solved] now, [x] done",
        "<pre><code>[quote]a[/quote] [b]b[/b]</code></pre>",
        "<code>[color=red]</code>",
        "<p>[code2]</p>",
    ],
)
def test_what_only_looks_like_a_mark_stays(kept):
    assert without_marks(kept) == kept


def test_a_pair_around_a_piece_of_code_is_still_a_pair():
    assert without_marks("[b]<code>[i]</code>[/b]") == "<strong><code>[i]</code></strong>"


@pytest.mark.parametrize(
    "hostile", ["[quote]", "<pre ", "[/b]", "[b][i]", "[quote=", "[quote]\n", "["]
)
def test_a_million_marks_take_no_longer_than_reading_them(hostile):
    begun = time.process_time()

    without_marks(hostile * (1_000_000 // len(hostile)))
    quotes_as_markdown(hostile * (1_000_000 // len(hostile)))

    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("raw", "markdown"),
    [
        ("no quote at all\nhere", "no quote at all\nhere"),
        ("[quote]\nWhy?\n[/quote]\nSo.", "> \n> Why?\n> \n\nSo."),
        ("[quote=ben]Why?[/quote]\nSo.", "> Why?\n\nSo."),
        ("[quote]\nnever closed", "[quote]\nnever closed"),
    ],
)
def test_quotes_in_source_text_become_markdown(raw, markdown):
    assert quotes_as_markdown(raw) == markdown
