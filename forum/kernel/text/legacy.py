"""Posts that come as HTML from another forum: rewritten into what our posts are made of."""

from unicodedata import normalize

import nh3

from forum.kernel.text.allowed import is_overgrown
from forum.kernel.text.rewriting import ATTRIBUTES_READ, TAGS_READ, Rewriter
from forum.kernel.text.source import UNSTORABLE, Unreadable, is_stacked
from forum.kernel.text.walls import walled

LONGEST_LEGACY = 100_000
UNSEEN = {"script", "style", "svg", "math", "template"}


def clean_html(html: str, *, base: str = "") -> str:
    """Safe HTML of a foreign post; `base` is the address its relative links were written for.

    Foreign pictures and films become links, avatars go, quotes keep their text. Characters that
    cannot be stored are dropped. Unreadable when it is over 100,000 characters.
    """
    if len(html) > LONGEST_LEGACY:
        raise Unreadable(f"This post is longer than {LONGEST_LEGACY:,} characters.")
    return walled(rewritten(html, base=base)).strip()


def rewritten(html: str, *, base: str) -> str:
    """The post made of our own tags, before the walls; Unreadable when it has too many."""
    rewriter = Rewriter(base)
    rewriter.feed(_in_order(_storable(html)))
    rewriter.close()
    if is_overgrown(written := "".join(rewriter.written)):
        raise Unreadable("This post is made of more pieces than a page can hold.")
    return written


def _storable(html: str) -> str:
    html = UNSTORABLE.sub("", html)
    return html if is_stacked(html) else normalize("NFC", html)


def _in_order(html: str) -> str:
    """Every tag closed and every value quoted, so that reading it is simple and quick.

    A film in a frame is read as one in an `embed`, which has no text of its own to hide things in.
    """
    return _first_reading.clean(html.replace("<iframe ", "<embed "))


_first_reading = nh3.Cleaner(
    tags=set(TAGS_READ),
    attributes={"*": set(ATTRIBUTES_READ)},
    clean_content_tags=UNSEEN,
    link_rel=None,
)
