"""What managers write about their place, checked, with the sentence to show."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from forum.design.colours import colour_in, fault_of
from forum.kernel.errors import Invalid
from forum.kernel.forms import Choice, Line, Number, PlainForm, Seen, Version, Words
from forum.kernel.languages import OFFERED
from forum.kernel.written import Written, write_up

MOST_LINKS, LONGEST_LABEL, LONGEST_URL = 8, 60, 300
LONG_LABEL = "Keep the words of a link under %(most)s characters."
NO_LINK = "Write each link on a line of its own: its words, then its address, beginning https://."
NO_COLOUR = "Write the colour as # and six signs of 0 to 9 and a to f, like #1b5c7a."
NAMES_OF_LANGUAGES = [(one.code, one.name) for one in OFFERED]
FIELDS = (
    *("name", "place", "phone", "opening", "desk", "zone", "emergency", "accent", "language"),
    "answer_months",
)


class IdentityForm(PlainForm):
    """`facts` are what stands in the row of the site, once the form is fine."""

    name = Line("Name", most=60, missing="Write what this place is called.")
    place = Line("Place", most=80, missing="Write whose place it is, like “Ashmere Borough”.")
    phone = Line("Phone", most=40)
    opening = Line("When the phone is answered", most=120)
    desk = Line("Desk people can come to", most=120)
    zone = Choice("Time zone", missing="Choose the time zone.")
    emergency = Line("Emergency number", most=20)
    language = Choice("Language", NAMES_OF_LANGUAGES, missing="Choose one of the languages.")
    accent = Line("Accent colour", most=20)
    answer_months = Number(
        "Months until an official answer is looked at again",
        least=1,
        most=60,
        missing="Write a number of months, 1 to 60.",
    )
    links = Words("Links at the foot of every page", most=4000)
    version = Version()
    seen = Seen()

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.zone.choices = zones()

    def validate_accent(self, field: Any) -> None:
        if field.errors or not field.data:
            return
        colour = colour_in(field.data)
        if colour is None:
            raise ValidationError(NO_COLOUR)
        if fault := fault_of(colour):
            raise ValidationError(fault)
        field.data = colour

    def validate_links(self, field: Any) -> None:
        if not field.errors:
            links_in(field.data)

    @property
    def facts(self) -> dict[str, Any]:
        plain = {name: self[name].data for name in FIELDS}
        return plain | {"links": links_in(self.links.data)}


class TextForm(PlainForm):
    """`written` is the text, rendered, once the form is fine."""

    text = Words("The text", most=30_000)
    version = Version()
    seen = Seen()

    written: Written

    def validate_text(self, field: Any) -> None:
        if field.errors:
            return
        try:
            self.written = write_up(field.data or "")
        except Invalid as error:
            raise ValidationError(str(error)) from error


class LogoForm(PlainForm):
    """`digest` names the picture that was looked at; empty takes the logo away."""

    digest = Line("Picture", most=64)
    version = Version()


def links_in(text: str) -> list[list[str]]:
    """Pairs of words and address. Raises ValidationError with the sentence to show."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINKS:
        raise ValidationError(_("List at most %(most)s links.", most=MOST_LINKS))
    return [_link(" ".join(words[:-1]), words[-1]) for words in lines]


def _link(label: str, url: str) -> list[str]:
    if not label or not is_https(url):
        raise ValidationError(NO_LINK)
    if len(label) > LONGEST_LABEL or len(url) > LONGEST_URL:
        raise ValidationError(_(LONG_LABEL, most=LONGEST_LABEL))
    return [label, url]


def is_https(url: str) -> bool:
    """Whether it is an address that a browser opens safely."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_plain = url.isascii() and url.isprintable() and "\\" not in url
    is_host = "." in (parts.hostname or "") and not parts.username
    return is_plain and is_host and parts.scheme == "https"


@lru_cache(maxsize=1)
def zones() -> list[tuple[str, str]]:
    """Every time zone by the name of a place in it."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name]
