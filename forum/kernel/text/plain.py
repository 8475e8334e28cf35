"""Text without marks: shown as it was typed, or taken out of HTML that only its words matter of."""

import re
from html import escape, unescape

import nh3

from forum.kernel.text.walls import nh3_wall

LONGEST_HTML = 400_000
MOST_TAGS = 15_000  # nested in one another, they would take a second to read
UNSEEN = {"script", "style", "svg", "math", "template", "title", "head"}
BLOCKS = set("p br div li tr td th blockquote h1 h2 h3 h4 h5 h6 hr".split())
_TAG = re.compile(r"</?([a-z0-9]+)>")
_BETWEEN = re.compile(r"</(div|li|tr)> ?(?=<\1>)")
_ANY_TAG = re.compile(r"<[^<>]*>")
_GAPS = re.compile(r"\n{3,}")


def as_typed(text: str) -> str:
    """Paragraphs of escaped text, which have no links and so cannot grow."""
    paragraphs = (escape(part.strip("\n"), quote=False) for part in text.split("\n\n"))
    lines = (part.replace("\n", "<br>\n") for part in paragraphs if part.strip())
    return nh3_wall("\n".join(f"<p>{part}</p>" for part in lines))


def words_of(html: str) -> str:
    """The words of any HTML, a line for each block; of what is very long, the beginning."""
    begun = html[:LONGEST_HTML]
    if begun.count("<") > MOST_TAGS:
        return _GAPS.sub("\n\n", unescape(_ANY_TAG.sub("\n", begun))).strip()
    bare = nh3.clean(begun, tags=BLOCKS, attributes={}, clean_content_tags=UNSEEN, link_rel=None)
    lines = _TAG.sub(_line_end, _BETWEEN.sub("", " ".join(bare.split())))
    text = "\n".join(" ".join(line.split()) for line in unescape(lines).split("\n"))
    return _GAPS.sub("\n\n", text).strip()


def _line_end(tag: re.Match[str]) -> str:
    if tag[1] == "p":
        return "\n\n" if tag[0].startswith("</") else "\n"
    return " " if tag[1] in ("td", "th") else "\n"
