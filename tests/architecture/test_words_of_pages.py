"""Every word of ours on every page can be translated: a language nobody speaks shows it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from flask_babel import get_domain
from sqlalchemy import select

from docs.words import WHOLE, whole
from forum.home.criteria import CRITERIA
from forum.kernel.db import Model, database
from forum.kernel.languages import PSEUDO
from forum.kernel.pseudo import CLOSES, OPENS, Pseudo
from tests.architecture.house import reads
from tests.architecture.sources import told
from tests.architecture.town import Town

WRAPPED = re.compile(rf"{OPENS}[^{OPENS}{CLOSES}]*{CLOSES}")
LETTERS = re.compile(r"[^\W\d_]{2,}")
SHOWN_BY = ("alt", "aria-label", "placeholder", "title")
LISTS = {"zone", "country", "subdivision"}  # names of places, as the world calls them
READ = {"text/html", "application/atom+xml"}
UNREAD = {"script", "style", "code", "kbd", "textarea", "svg"}
UNREAD |= {"content", "id", "published", "updated"}  # of feeds
SHOWROOM = "design.components"  # what stands in its parts are examples of what people say
LINKS = ("first_day_code", "followed", "invitation_code", "reset_code", "token", "verify_code")
# Names nobody translates, those of the standard's rules too (marked as English on the page).
RULES = sorted((one.name for one in CRITERIA), key=len, reverse=True)
NAMES = ("Folkmoot", "Your council", "English", "Cymraeg", *RULES)
SECRETS = re.compile(r"([A-Z0-9]{4} ){7}[A-Z0-9]{4}")  # the key of a phone
OF_DATES = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December|"
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


def test_every_sentence_of_every_page_can_be_translated(town):
    unwrapped = _unwrapped_for(town, "moderator", "admin")

    assert not unwrapped, told(
        "Wrap what people read in _(), or name its table to the reader with say().", unwrapped
    )


def test_every_sentence_that_citizens_meet_is_there_in_welsh(town):
    get_domain().cache[PSEUDO.locale, "messages"] = Translated()

    untranslated = _unwrapped_for(town, "visitor", "asker", "citizen")

    assert not untranslated, told(
        "Wrap it in _() or name it with say(), run `make words`, and translate it.", untranslated
    )


def _unwrapped_for(town: Town, *people: str) -> list[str]:
    """What is not marked on any page, in any state it can be in, that one of them opens.

    These see all there is: who may not open a page is told so in words of ours, too.
    """
    town.states["dead"] = dict.fromkeys(LINKS, "dead")
    content = _written_by_people(town)
    found = {
        f"{route.endpoint}: {words!r}"
        for route in reads(town.app)
        if not route.is_api and route.endpoint != SHOWROOM
        for state in ("", *town.states_of(route))
        for who in people
        for words in _unwrapped(town, who, town.address(route, state), content)
    }
    return sorted(found)


def _unwrapped(town: Town, who: str, address: str, content: str) -> Iterator[str]:
    answer = town.ask(who, f"{address}?lang=en-XA")
    if answer.mimetype not in READ or answer.status_code in (301, 302, 303):
        return
    for piece in _outside(_text_of(answer.text)):
        if not _is_from(content, piece):
            yield piece


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


def _text_of(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    return "\n".join(reader.texts)


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


def _written_by_people(town: Town) -> str:
    """All text that stands in the database."""
    texts = []
    with database().reading.connect() as connection:
        for table in Model.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                texts += [str(value) for value in row if isinstance(value, str | dict | list)]
    plain = [re.sub(r"<[^>]*>", "", text) for text in texts]
    return "\n".join(" ".join(text.split()) for text in texts + plain)
