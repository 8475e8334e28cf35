"""Finds the words of ours that a language nobody speaks has not marked: they go past it."""

import re
from html.parser import HTMLParser

from sqlalchemy import select

from docs.words import WHOLE, whole
from forum.home.criteria import CRITERIA
from forum.kernel.db import Model, database
from forum.kernel.pseudo import CLOSES, OPENS, Pseudo
from moderation.helpdesk.kinds import OUTSIDE

WRAPPED = re.compile(rf"{OPENS}[^{OPENS}{CLOSES}]*{CLOSES}")
LETTERS = re.compile(r"[^\W\d_]{2,}")
SHOWN_BY = ("alt", "aria-label", "placeholder", "title")
LISTS = {"zone", "country", "subdivision"}  # names of places, as the world calls them
UNREAD = {"script", "style", "code", "kbd", "textarea", "svg"}
UNREAD |= {"content", "id", "published", "updated"}  # of feeds
ADDRESSES = re.compile(r"https?://\S+")
# Names nobody translates, those of the standard's rules too (marked as English on the page).
RULES = sorted((one.name for one in CRITERIA), key=len, reverse=True)
BODIES = [name for name, _ in OUTSIDE.values()]
NAMES = ("Folkmoot", "Your council", "English", "Cymraeg", *RULES, *BODIES)
SECRETS = re.compile(r"([A-Z0-9]{4} ){7}[A-Z0-9]{4}")  # the key of a phone
OF_DATES = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec|"
    r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|am|pm|AM|PM)\b"
)


class Translated(Pseudo):
    """Marks a sentence only when the Welsh is there."""

    def __init__(self) -> None:
        super().__init__()
        there = whole(WHOLE)
        self.whole = {one.id[0] if one.pluralizable else one.id for one in there}

    def ugettext(self, message: str) -> str:
        return super().ugettext(message) if message in self.whole else message

    def ungettext(self, msgid1: str, msgid2: str, n: int) -> str:
        shown = msgid1 if n == 1 else msgid2
        return super().ugettext(shown) if msgid1 in self.whole else shown

    gettext, ngettext = ugettext, ungettext


def unmarked(text: str, content: str) -> list[str]:
    """The pieces that no catalogue gave and nobody wrote: they are not in `content`."""
    return [piece for piece in _outside(ADDRESSES.sub("", text)) if not _is_from(content, piece)]


def text_of(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    return "\n".join(reader.texts)


def written_by_people() -> str:
    """All text that stands in the database."""
    texts = []
    with database().reading.connect() as connection:
        for table in Model.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                texts += [str(value) for value in row if isinstance(value, str | dict | list)]
    plain = [re.sub(r"<[^>]*>", "", text) for text in texts]
    return "\n".join(" ".join(text.split()) for text in texts + plain)


def _outside(text: str) -> list[str]:
    """What is left when all that is wrapped is taken out, from the innermost."""
    while (rest := WRAPPED.sub("\n", text)) != text:
        text = rest
    pieces = (" ".join(piece.split()) for piece in text.split("\n"))
    return [piece for piece in pieces if LETTERS.search(piece)]


def _is_from(content: str, piece: str) -> bool:
    """Whether people wrote it: then the database holds it, or it is a name, or a date."""
    left = OF_DATES.sub("\n", SECRETS.sub("", piece))
    for name in NAMES:
        left = left.replace(name, "\n")
    parts = (part.strip(" ,–:.;()“”·") for part in re.split(r"[\n–·]|, ", left))
    return all(part in content for part in parts if LETTERS.search(part))


class _Reader(HTMLParser):
    """The text of a page, block by block, and what stands in the attributes people hear."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD or dict(attrs).get("name") in LISTS:
            self._unread.append(tag)
        self.texts += [value for name, value in attrs if name in SHOWN_BY and value]

    def handle_endtag(self, tag: str) -> None:
        if self._unread and self._unread[-1] == tag:
            self._unread.pop()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.texts.append(data)
