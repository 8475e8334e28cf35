"""Shows stored HTML: whole on a page, or its first words where only words fit."""

import re
from functools import lru_cache
from html import unescape

from markupsafe import Markup

from forum.kernel.text.private import among_its_people

INLINE = frozenset("a b code del em i kbd s strong sub sup".split())
ENOUGH, LITTLE = 40, 8  # letters of HTML that are looked at for each one that is shown
# Stored HTML is well formed; a parser would take ten times as long to say the same.
_TAG = re.compile(r"""</?([a-zA-Z][a-zA-Z0-9]*)(?:"[^"]*"|'[^']*'|[^'">])*>""")
_CUT_OFF = re.compile(r"<(?:[a-zA-Z/].*)?$|&[#a-zA-Z0-9]{0,12}$", re.DOTALL)


def shown(html: str) -> Markup:
    """HTML that came out of `render` or `clean_html`, for a page: the only Markup we make."""
    return Markup(among_its_people(html))


def excerpt(html: str, length: int = 200) -> str:
    """The first words of stored HTML as plain text, cut between words; still to be escaped."""
    start = html[: length * ENOUGH]
    text = " ".join(unescape(_CUT_OFF.sub("", _TAG.sub(_between, start))).split())
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


def _between(tag: re.Match[str]) -> str:
    """Blocks part words, so that two paragraphs do not become one word."""
    return "" if tag[1].lower() in INLINE else " "
