"""Takes out the marks of older forums, such as [quote] and [size=85], that a move left in texts."""

import re
from collections import defaultdict

# What both ends of a pair become. Of other known marks nothing stays but the words between them.
PAIRS = {
    "quote": ("</p><blockquote><p>", "</p></blockquote><p>"),
    "code": ("</p><pre><code>", "</code></pre><p>"),
    "b": ("<strong>", "</strong>"),
    "i": ("<em>", "</em>"),
}
# Without a partner these are samples of program code, as in a[i], more often than marks.
DOUBTFUL = {"b", "i", "s", "u"}
KNOWN = (
    "album|b|center|code|color|email|flash|font|gist|i|img|li|list|ol|pastebin|quote|s|size|"
    "sketchfab|spoiler|u|ul|video|vimeo|youtube"
)
_TOKEN = re.compile(
    r"<(?P<leaves>/?)(?:pre|code)\b"
    rf"|%5B/(?:{KNOWN})%5D"
    rf"|\[(?P<closes>/?)(?P<mark>{KNOWN})(?:=[^\]\n<]{{0,300}})?\]",
    re.IGNORECASE,
)
_QUOTE_OPENS = re.compile(r"\s*\[quote(?:=[^\]\n]{0,300})?\]", re.IGNORECASE)
_QUOTE_CLOSES = re.compile(r"\[/quote\]\s*$", re.IGNORECASE)


def without_marks(html: str) -> str:
    """The HTML with its pairs turned into elements, perhaps badly nested: clean it afterwards.

    What stands in <pre> and <code> stays as it is.
    """
    pieces: list[str] = []
    opened: dict[str, list[int]] = defaultdict(list)
    end = verbatim = 0
    for token in _TOKEN.finditer(html):
        pieces += [html[end : token.start()], token[0]]
        end = token.end()
        if token["leaves"] is not None:
            verbatim = max(0, verbatim + (-1 if token["leaves"] else 1))
        elif not verbatim:
            pieces[-1] = _answer(token, pieces, opened)
    return "".join(pieces) + html[end:]


def _answer(token: re.Match[str], pieces: list[str], opened: dict[str, list[int]]) -> str:
    """What to write for this mark; its partner, already written, is put right."""
    mark = (token["mark"] or "").lower()
    if not mark:
        return ""
    if not token["closes"]:
        opened[mark].append(len(pieces) - 1)
        return token[0] if mark in DOUBTFUL else "• " * (mark == "li")
    if not opened[mark]:
        return ""

    first, second = PAIRS.get(mark, ("• " * (mark == "li"), ""))
    pieces[opened[mark].pop()] = first
    return second


def quotes_as_markdown(raw: str) -> str:
    """The Markdown with quoted lines between [quote] and [/quote] begun by ">"."""
    lines = []
    depth = 0
    for line in raw.split("\n"):
        opening = _QUOTE_OPENS.match(line)
        depth += 1 if opening else 0
        bare = _QUOTE_CLOSES.sub("", line[opening.end() :] if opening else line)
        lines.append("> " * min(depth, 5) + bare)
        depth -= 1 if depth and _QUOTE_CLOSES.search(line) else 0
        if not depth and lines[-1].startswith(">"):
            lines.append("")
    return "\n".join(lines) if len(lines) > raw.count("\n") + 1 else raw
