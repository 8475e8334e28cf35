"""Fits what Markdown found to our pages: headings, pictures, links and columns."""

from collections.abc import Container, Iterable, Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from forum.kernel.text.allowed import is_our_picture, permits
from forum.kernel.text.naming import with_ways

NESTING = 20
# The page has its h1 and the post's own title is an h2.
SHIFTED = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}


def arrange(state: StateCore) -> None:
    """The rule that runs last in the parser."""
    for token in state.tokens:
        token.tag = SHIFTED.get(token.tag, token.tag)
        if token.type in {"th_open", "td_open"}:
            token.attrs = _aligned(token)
        if token.type == "fence" and not _is_language(token.info):
            token.info = ""
        if token.children:
            arranged = _arranged(token.children, state.env.get("pictures", frozenset()))
            token.children = list(with_ways(arranged, state.env.get("ways", {})))


def _aligned(cell: Token) -> dict[str, str | int | float]:
    """No style attributes: the page's own rules forbid them."""
    style = str(cell.attrGet("style") or "")
    return {"align": style.removeprefix("text-align:")} if style else {}


def _is_language(info: str) -> bool:
    """Whether the line that opens a block of code begins with a name we can put on it."""
    return permits("code", "class", f"language-{info.strip().partition(' ')[0]}")


def _arranged(tokens: Iterable[Token], pictures: Container[str]) -> Iterator[Token]:
    before, is_link = None, False
    for token in tokens:
        if token.nesting and token.level >= NESTING:
            continue
        if token.type in {"link_open", "link_close"}:
            is_link = token.type == "link_open"
            yield from _link_part(token, before)
        elif token.type == "image":
            yield from _picture(token, pictures, is_link=is_link)
        else:
            yield token
        before = token


def _link_part(token: Token, before: Token | None) -> Iterator[Token]:
    """An address without https gets it; a link without words shows its address."""
    address = str(token.attrGet("href") or "")
    if address.lower().startswith("www."):
        token.attrSet("href", f"https://{address}")
    if token.type == "link_close" and before is not None and before.type == "link_open":
        yield _words(str(before.attrGet("href")))
    yield token


def _picture(image: Token, pictures: Container[str], *, is_link: bool) -> Iterator[Token]:
    """Any other than those that may show here becomes a link."""
    address = str(image.attrGet("src"))
    if address in pictures and is_our_picture(address):
        yield image
        return

    words = "".join(part.content for part in image.children or ()) or address
    if is_link:
        yield _words(words)
        return
    yield Token("link_open", "a", 1, attrs={"href": address})
    yield _words(words)
    yield Token("link_close", "a", -1)


def _words(text: str) -> Token:
    return Token("text", "", 0, content=text)
