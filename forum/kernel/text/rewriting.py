"""Rewrites a foreign post, already in good order, tag by tag."""

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from forum.kernel.text.allowed import SCHEMES, TAGS, VOID, permits

Facts = dict[str, str]
DEEPEST = 20
BLOCKS = frozenset(
    "address article aside center dd details div dl dt fieldset figcaption figure footer form "
    "header legend section summary".split()
)
FILMS = frozenset({"audio", "embed", "source", "video"})
BECOMES = {"h1": "h3", "h2": "h3", "strike": "s", "tt": "code"}
# Who was quoted, bold and italic, as Discourse marks them; and what only decorates its pages.
BECOMES_BY_CLASS = {
    ("div", "title"): "p",
    ("span", "bbcode-b"): "strong",
    ("span", "bbcode-i"): "em",
}
UNSEEN_CLASSES = frozenset({"avatar", "site-icon", "filename", "informations"})
TAGS_READ = TAGS | BLOCKS | FILMS | set(BECOMES) | {"span"}
ATTRIBUTES_READ = frozenset("align alt class data-youtube-id href src start title".split())


class Rewriter(HTMLParser):
    """Writes allowed tags, permitted attributes and escaped text; nothing else gets through."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.written: list[str] = []
        self.open: list[str] = []
        self.links: list[tuple[str, int]] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag in VOID or tag in {"embed", "source"}:
            self._write_void(tag, facts)
            return

        self._film(facts)
        self.open.append(self._opened(tag, facts))

    def handle_endtag(self, tag: str) -> None:
        opened = self.open.pop() if self.open else ""
        if opened == "unseen":
            self.unseen -= 1
        elif opened == "a":
            self._close_link()
        elif opened:
            self.written.append(f"</{opened}>")
        if tag in BLOCKS:
            self.written.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.written.append(escape(data, quote=False))
