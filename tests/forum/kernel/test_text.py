"""What a person writes is shown as they meant it, and refused in words when it cannot be kept."""

import pytest
from markupsafe import Markup

from forum.kernel.text import LONGEST, Unreadable, excerpt, render, shown, tidy

REL = 'rel="nofollow ugc noopener"'

# --- What is kept ---------------------------------------------------------------------------


def test_line_ends_and_letters_get_one_spelling() -> None:
    assert tidy("cafe\u0301\r\nopen\rlate") == "caf\u00e9\nopen\nlate"


@pytest.mark.parametrize("source", ["", "plain", "tab\there", "👩‍👩‍👧 مرحبا 你好", "Z̸̢̛͎̲͖̲̖̥ä̷l̵g̶o"])
def test_what_people_write_is_kept(source: str) -> None:
    assert tidy(tidy(source)) == tidy(source)


@pytest.mark.parametrize(
    "sign", ["\0", "\x01", "\x0b", "\x1b", "\x7f", "\ud800", "\ufffe", "\uffff"]
)
def test_a_sign_no_page_can_show_is_refused(sign: str) -> None:
    with pytest.raises(Unreadable, match="hidden character"):
        tidy(f"before{sign}after")


def test_a_letter_with_endless_accents_is_refused() -> None:
    with pytest.raises(Unreadable, match="too many accents"):
        render("a" + "\u0300" * 10_000 + "\u0316" * 10_000)


def test_a_post_may_be_exactly_as_long_as_we_say() -> None:
    assert len(render("a" * LONGEST)) > LONGEST

    with pytest.raises(Unreadable, match="at most 30,000 characters"):
        render("a" * (LONGEST + 1))


def test_letters_that_grow_when_spelled_out_are_counted_as_they_are_stored() -> None:
    with pytest.raises(Unreadable, match="at most"):
        render("\U0001d160" * (LONGEST // 2))


# --- What Markdown becomes ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("**bold** *soft* ~~gone~~", "<p><strong>bold</strong> <em>soft</em> <s>gone</s></p>"),
        ("# One", "<h3>One</h3>"),
        ("## Two", "<h4>Two</h4>"),
        ("###### Six", "<h6>Six</h6>"),
        ("Five\n====", "<h3>Five</h3>"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("```c++\nx\n```", '<pre><code class="language-c++">x\n</code></pre>'),
        ("```one two\nx\n```", '<pre><code class="language-one">x\n</code></pre>'),
        ("```A.B\nx\n```", "<pre><code>x\n</code></pre>"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        ("a & b &amp; c", "<p>a &amp; b &amp; c</p>"),
        ("type &amp;lt;b&amp;gt; there", "<p>type &amp;lt;b&amp;gt; there</p>"),
        ("[x](tel:999)", "<p>[x](tel:999)</p>"),
    ],
)
def test_markdown_becomes_a_post(source: str, html: str) -> None:
    assert render(source).strip() == html


def test_columns_are_aligned_without_styles() -> None:
    html = render("|a|b|c|\n|:-|-:|-|\n|1|2|3|")

    assert '<th align="left">a</th>' in html
    assert '<td align="right">2</td>' in html
    assert "<td>3</td>" in html


@pytest.mark.parametrize(
    ("source", "address", "words"),
    [
        ("https://a.example/b?c=1&d=2.", *["https://a.example/b?c=1&amp;d=2"] * 2),
        ("https://a.example/&amp;lt;", *["https://a.example/&amp;lt;"] * 2),
        ("www.a.example", "https://www.a.example", "www.a.example"),
        ("[x](www.a.example)", "https://www.a.example", "x"),
        ("[](https://a.example)", *["https://a.example"] * 2),
        ("<ada@a.example>", "mailto:ada@a.example", "ada@a.example"),
        ("[x](/threads/1)", "/threads/1", "x"),
        ("![map](https://a.example/map.png)", "https://a.example/map.png", "map"),
        ("![](https://a.example/map.png)", *["https://a.example/map.png"] * 2),
    ],
)
def test_an_address_becomes_a_link(source: str, address: str, words: str) -> None:
    assert f'<a href="{address}" {REL}>{words}</a>' in render(source)


def test_a_link_keeps_its_title() -> None:
    html = render('[x](https://a.example "Bins")')

    assert f'<a href="https://a.example" title="Bins" {REL}>x</a>' in html


@pytest.mark.parametrize("source", ["`https://a.example`", "    www.a.example", "main.py"])
def test_code_and_names_of_files_do_not_become_links(source: str) -> None:
    assert "<a" not in render(source)


def test_a_picture_uploaded_here_is_shown() -> None:
    html = render("![a bin](/uploads/12/bin.jpg)", pictures={"/uploads/12/bin.jpg"})

    assert html.strip() == '<p><img src="/uploads/12/bin.jpg" alt="a bin"></p>'


def test_a_foreign_picture_in_a_link_leaves_its_words() -> None:
    html = render("[![a bin](https://a.example/bin.jpg)](https://b.example)")

    assert f'<a href="https://b.example" {REL}>a bin</a>' in html


# --- Nothing a person wrote is lost -----------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "> " * 18 + "deep words",
        "- " * 12 + "deep words",
        "> - " * 40 + "deep words",
        f"{'a|' * 1000}\n{'-|' * 1000}\n" + "b\n" * 2000 + "deep words",
        "[a]: /" + "b" * 900 + "\n\n" + "[a] " * 5000 + "deep words",
        "*a* " * 6000 + "deep words",
        "www.a " * 4000 + "deep words",
    ],
    ids=["quotes", "lists", "both", "table", "links", "tags", "addresses"],
)
def test_a_text_that_would_overgrow_is_shown_as_it_was_typed(source: str) -> None:
    html = render(source)

    assert "deep words" in html
    assert len(html) <= 200_000


def test_a_text_shown_as_typed_keeps_its_lines_and_paragraphs() -> None:
    html = render("> " * 30 + "a < b\nsecond line\n\nsecond paragraph")

    assert html.endswith("a &lt; b<br>\nsecond line</p>\n<p>second paragraph</p>")


def test_bold_in_bold_without_end_is_as_deep_as_a_browser_likes() -> None:
    html = render("**" * 2_500 + "deep words" + "**" * 2_500)

    assert "deep words" in html
    assert 10 < html.count("<strong>") <= 20


# --- First words, and the page ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "length", "words"),
    [
        ("", 20, ""),
        ("<p>one</p><p>two<br>three</p>", 20, "one two three"),
        ("<p>a &lt;b&gt; &amp; c</p>", 20, "a <b> & c"),
        ("<p><b>bo</b>ld</p>", 20, "bold"),
        ("<p>one two three</p>", 9, "one two…"),
        ("<p>onetwothree</p>", 5, "onet…"),
        ("<p>exact</p>", 5, "exact"),
    ],
)
def test_the_first_words_of_a_post(html: str, length: int, words: str) -> None:
    assert excerpt(html, length) == words


def test_the_first_words_of_a_long_post_are_short() -> None:
    words = excerpt(render("word " * 5_000))

    assert words.startswith("word word")
    assert 190 < len(words) <= 200


def test_a_page_shows_stored_html_as_it_is() -> None:
    assert shown("<p>a</p>") == Markup("<p>a</p>")
