"""Rewrites a foreign post, already in good order, tag by tag."""

from html import escape
from html.parser import HTMLParser
from urllib.parse import quote, urljoin

from forum.kernel.text.allowed import TAGS, permits

Facts = dict[str, str]
DEEPEST = 40
BLOCKS = frozenset(
    "address article aside center dd details div dl dt fieldset figcaption figure footer form "
    "header legend section summary".split()
)
FILMS = frozenset({"audio", "embed", "source", "video"})
WITHOUT_END = frozenset({"br", "hr", "img", "embed", "source"})
BECOMES = {"h1": "h3", "h2": "h3", "strike": "s", "tt": "code"}
# Who was quoted, bold and italic, as Discourse marks them; then what only decorates its pages.
BECOMES_BY_CLASS = {
    ("div", "title"): "strong",
    ("span", "bbcode-b"): "strong",
    ("span", "bbcode-i"): "em",
}
UNSEEN_CLASSES = frozenset({"avatar", "site-icon", "filename", "informations"})
TAGS_READ = TAGS | BLOCKS | FILMS | frozenset(BECOMES) | {"span"}
ATTRIBUTES_READ = frozenset("align alt class data-youtube-id href src start title".split())


class Rewriter(HTMLParser):
    """Writes allowed tags, permitted attributes and escaped text; nothing else gets through."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.written: list[str] = []
        self.endings: list[str] = []
        self.unseen_above = 0
        self.link = ""
        self.has_words = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if not self.unseen_above:
            self._film(tag, facts)
        if tag in WITHOUT_END:
            self._without_end(tag, facts)
            return

        self.endings.append("" if self.unseen_above else self._begin(tag, facts))
        if not self.unseen_above and _is_unseen(facts):
            self.unseen_above = len(self.endings)

    def handle_endtag(self, tag: str) -> None:
        if self.unseen_above == len(self.endings):
            self.unseen_above = 0
        ending = self.endings.pop() if self.endings else ""
        if ending == "</a>":
            self._words("" if self.has_words else self.link)
            self.link = ""
        self.written.append(ending)

    def handle_data(self, data: str) -> None:
        if not self.unseen_above:
            self._words(data)

    def _words(self, text: str) -> None:
        self.has_words = self.has_words or bool(text.strip())
        self.written.append(escape(text, quote=False))

    def _begin(self, tag: str, facts: Facts) -> str:
        """Write the start of the tag, if it stays, and return what ends it."""
        if tag == "a":
            return self._begin_link(facts)
        name = _name(tag, facts)
        if name not in TAGS or len(self.endings) >= DEEPEST:
            apart = "\n" if tag in BLOCKS else ""
            self.written.append(apart)
            return apart

        self.written.append(f"<{name}{_attributes(name, facts)}>")
        return f"</{name}>"

    def _begin_link(self, facts: Facts) -> str:
        address = self._address(facts.get("href", ""))
        if not address or self.link:
            return ""

        self.link, self.has_words = address, False
        self.written.append(f"<a{_attributes('a', {**facts, 'href': address})}>")
        return "</a>"

    def _without_end(self, tag: str, facts: Facts) -> None:
        if tag == "img" and not self.unseen_above and not _is_unseen(facts):
            self._picture(facts)
        elif tag in {"br", "hr"}:
            self.written.append(f"<{tag}>")

    def _picture(self, facts: Facts) -> None:
        words, address = facts.get("alt", ""), self._address(facts.get("src", ""))
        if self.link or not address or "emoji" in facts.get("class", ""):
            self._words(words)
        else:
            self._whole_link(address, words or address)

    def _film(self, tag: str, facts: Facts) -> None:
        film = facts.get("data-youtube-id")
        address = self._address(facts.get("src", "")) if tag in FILMS else ""
        if film:
            address = f"https://www.youtube.com/watch?v={quote(film)}"
        if address and not self.link:
            self._whole_link(address, address)

    def _whole_link(self, address: str, words: str) -> None:
        facts = _attributes("a", {"href": address})
        self.written.append(f"<a{facts}>{escape(words, quote=False)}</a>\n")

    def _address(self, text: str) -> str:
        """The whole address, or nothing when it leads nowhere we may send people."""
        text = text.strip()
        try:
            address = urljoin(self.base, text)
        except ValueError:
            return ""
        is_kept = text and not text.startswith("#") and permits("a", "href", address)
        return address if is_kept else ""


def _name(tag: str, facts: Facts) -> str:
    for mark in facts.get("class", "").split():
        if (tag, mark) in BECOMES_BY_CLASS:
            return BECOMES_BY_CLASS[tag, mark]
    return BECOMES.get(tag, tag)


def _is_unseen(facts: Facts) -> bool:
    return not UNSEEN_CLASSES.isdisjoint(facts.get("class", "").split())


def _attributes(tag: str, facts: Facts) -> str:
    if tag == "code":
        facts = {"class": facts.get("class", "").replace("lang-", "language-", 1)}
    kept = [(name, value) for name, value in facts.items() if permits(tag, name, value)]
    return "".join(f' {name}="{escape(value)}"' for name, value in kept)
