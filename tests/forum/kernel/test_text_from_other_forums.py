"""Posts from another forum keep their words, their links and their shape, and nothing hostile."""

import pytest

from forum.kernel.text import Unreadable, clean_html

BASE = "https://old.example/t/bins/12"
REL = 'rel="nofollow ugc noopener"'


def cleaned(html: str) -> str:
    return clean_html(html, base=BASE)


def link(address: str, words: str) -> str:
    return f'<a href="{address}" {REL}>{words}</a>'


@pytest.mark.parametrize(
    ("html", "address", "words"),
    [
        ('<a href="/u/ada">@ada</a>', "https://old.example/u/ada", "@ada"),
        ('<a href="13">next</a>', "https://old.example/t/bins/13", "next"),
        ('<a href="https://a.example">x</a>', "https://a.example", "x"),
        ('<a href="https://a.example"></a>', *["https://a.example"] * 2),
        ('<img src="/bin.png" alt="a bin">', "https://old.example/bin.png", "a bin"),
        ('<img src="/uploads/1/bin.png" alt="x">', "https://old.example/uploads/1/bin.png", "x"),
        ('<img src="//a.example/b.png">', *["https://a.example/b.png"] * 2),
        (
            '<a href="/big.png"><img src="/small.png" alt="x"></a>',
            "https://old.example/big.png",
            "x",
        ),
        ('<iframe src="https://a.example/film"></iframe>', *["https://a.example/film"] * 2),
        ('<video><source src="/film.mp4"></video>', *["https://old.example/film.mp4"] * 2),
        (
            '<div class="lazyYT" data-youtube-id="a&b"></div>',
            *["https://www.youtube.com/watch?v=a%26b"] * 2,
        ),
    ],
)
def test_links_pictures_and_films_become_links(html: str, address: str, words: str) -> None:
    assert cleaned(html) == link(address, words)


def test_without_a_base_a_link_inside_the_old_forum_is_left_as_it_was() -> None:
    assert clean_html('<a href="/t/1">x</a>') == link("/t/1", "x")


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#top">words</a>',
        '<a name="top">words</a>',
        '<a href="http://[">words</a>',
        '<a href="ftp://a.example">words</a>',
        '<img src="data:image/png;base64,xx" alt="words">',
        '<img class="emoji" src="/e.png" alt="words">',
        "words<script>alert(1)</script><style>p{}</style>",
        "wo\0rd\ud800s\x07",
    ],
)
def test_only_the_words_stay(html: str) -> None:
    assert cleaned(html) == "words"


def test_a_quote_keeps_who_was_quoted_and_what_they_said() -> None:
    quote = (
        '<aside class="quote no-group" data-username="ben"><div class="title">'
        '<div class="quote-controls"></div><img class="avatar" src="/ben.png">Ben:</div>'
        "<blockquote><p>Try the green bin.</p></blockquote></aside><p>Thank you.</p>"
    )

    html = cleaned(quote)

    assert html.replace("\n", "") == (
        "<strong>Ben:</strong><blockquote><p>Try the green bin.</p></blockquote><p>Thank you.</p>"
    )


def test_a_picture_that_opens_large_is_one_link_without_its_size() -> None:
    lightbox = (
        '<div class="lightbox-wrapper"><a class="lightbox" href="/big.png"><img src="/small.png" '
        'alt="a bin"><div class="meta"><svg><use href="#x"></use></svg><span class="filename">'
        'bin.png</span><span class="informations">1280×720 <b>48 KB</b></span></div></a></div>'
    )

    html = cleaned(lightbox)

    assert html.replace("\n", "") == link("https://old.example/big.png", "a bin")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>a</h1><h2>b</h2><h3>c</h3>", "<h3>a</h3><h3>b</h3><h3>c</h3>"),
        ('<code class="lang-cpp">x</code>', '<code class="language-cpp">x</code>'),
        ('<span class="bbcode-b">x</span>', "<strong>x</strong>"),
        ("<strike>x</strike>", "<s>x</s>"),
        ("<div>one</div><div>two</div>", "one\n\ntwo"),
        ("<p>a<br>b<hr>", "<p>a<br>b</p><hr>"),
        ('<td align="left">x</td>', "x"),
        ("a &amp; &lt;b&gt; &nbsp;", "a &amp; &lt;b&gt; &nbsp;"),
        ("<p>never closed", "<p>never closed</p>"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_the_shape_of_a_post_stays(html: str, expected: str) -> None:
    assert cleaned(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "https://a.example/b&amp;nbsp;",
        '<a href="https://a.example/?b=1&amp;nbsp;c">https://a.example/d</a>',
        "]]>www.a.example.&amp;lt;",
    ],
)
def test_what_looks_like_a_sign_in_an_address_is_read_once(html: str) -> None:
    once = cleaned(html)

    assert cleaned(once) == once
    assert "<a rel" not in once


def test_a_bare_address_becomes_a_link() -> None:
    assert cleaned("see https://a.example.") == f"see {link(*['https://a.example'] * 2)}."


def test_endless_nesting_is_flattened_and_its_words_stay() -> None:
    html = cleaned("<blockquote>" * 500 + "deep words")

    assert "deep words" in html
    assert html.count("<blockquote>") == 40


@pytest.mark.parametrize("html", ["a" * 100_001, "<br>" * 20_000], ids=["long", "in pieces"])
def test_a_post_too_big_for_a_page_is_refused(html: str) -> None:
    with pytest.raises(Unreadable, match="This post is"):
        cleaned(html)
