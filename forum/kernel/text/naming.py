"""Words that lead somewhere, as `@Ben Hallam` to a page; not in code, and not inside a link."""

import re
from collections.abc import Iterable, Iterator, Mapping

from markdown_it.token import Token

Ways = Mapping[str, str]


def with_ways(tokens: Iterable[Token], ways: Ways) -> Iterator[Token]:
    """The same tokens; each of those words in them is a link to its address."""
    if not ways:
        yield from tokens
        return

    looks, depth = _pattern(ways), 0
    for token in tokens:
        depth += token.nesting if token.type in {"link_open", "link_close"} else 0
        if token.type == "text" and not depth:
            yield from _split(token.content, looks, ways)
        else:
            yield token


def _pattern(ways: Ways) -> re.Pattern[str]:
    """The longest first, so that nobody is taken for somebody with half the name."""
    words = sorted(ways, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w@/.])(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _split(text: str, looks: re.Pattern[str], ways: Ways) -> Iterator[Token]:
    end = 0
    for found in looks.finditer(text):
        yield _words(text[end : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": ways[found[0]]})
        yield _words(found[0])
        yield Token("link_close", "a", -1)
        end = found.end()
    yield _words(text[end:])


def _words(text: str) -> Token:
    return Token("text", "", 0, content=text)
