"""Turns Markdown into HTML; HTML typed by the person stays text."""

from collections.abc import Container

from markdown_it import MarkdownIt

from forum.kernel.text.allowed import is_overgrown, leads_somewhere
from forum.kernel.text.naming import Ways
from forum.kernel.text.tokens import NESTING, arrange

MOST_CELLS = 20_000
NOWHERE: Ways = {}
NONE: Container[str] = frozenset()
OPTIONS = {"html": False, "linkify": False, "typographer": False, "breaks": True}


class Overgrown(ValueError):
    """A short text that would become a huge or endlessly nested page, or lose words on the way."""


def html_of(text: str, ways: Ways = NOWHERE, pictures: Container[str] = NONE) -> str:
    """HTML of the Markdown, or Overgrown when it should be shown as it was typed instead."""
    parser = _plain if _cells_at_most(text) > MOST_CELLS else _full
    environment: dict[str, object] = {"ways": ways, "pictures": pictures}
    tokens = parser.parse(text, environment)
    # Below the deepest level the parser drops what is written there, so nothing may reach it.
    if any(token.level >= NESTING - 1 for token in tokens):
        raise Overgrown

    html = parser.renderer.render(tokens, parser.options, environment)
    if is_overgrown(html):
        raise Overgrown
    return str(html)


def _cells_at_most(text: str) -> int:
    """A table fills up every row to its widest: 1 KB of source can become 400 KB of cells."""
    lines = text.split("\n")
    return len(lines) * max(line.count("|") for line in lines)


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name it is called by
        """An address that leads nowhere stays text, so its author can see that."""
        return leads_somewhere(url)


def _parser(*rules: str) -> MarkdownIt:
    parser = _Parser("commonmark", {**OPTIONS, "maxNesting": NESTING}).enable(list(rules))
    parser.core.ruler.push("arrange", arrange)
    return parser


_plain = _parser("strikethrough")
_full = _parser("strikethrough", "table")
