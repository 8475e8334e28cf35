"""Shows stored HTML: whole on a page, or its first words where only words fit."""

from functools import lru_cache
from html.parser import HTMLParser

from markupsafe import Markup

INLINE = frozenset("a b code del em i kbd s strong sub sup".split())
ENOUGH, LITTLE = 40, 8  # letters of HTML that are looked at for each one that is shown


def shown(html: str) -> Markup:
    """HTML that came out of `render` or `clean_html`, for a page: the only Markup we make."""
    return Markup(html)


def excerpt(html: str, length: int = 200) -> str:
    """The first words of stored HTML as plain text, cut between words; still to be escaped."""
    words = _Words()
    words.feed(html[: length * ENOUGH])
    text = " ".join("".join(words.found).split())
    if len(text) <= length:
        return text

    kept, space, _ = text[:length].rpartition(" ")
    return f"{kept if space else text[: length - 1]}…"


def opening(html: str, length: int = 200) -> str:
    """The same for pages that are opened often: it looks at less, and remembers what it found."""
    return _opening(html[: length * LITTLE], length)


@lru_cache(maxsize=1024)
def _opening(start: str, length: int) -> str:
    return excerpt(start, length)


class _Words(HTMLParser):
    """Collects text; blocks part words, so that two paragraphs do not become one word."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        self.found.append(data)
