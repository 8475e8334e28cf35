"""Two walls against hostile HTML, each whole without the other: bleach, then nh3.

Two parsers that share no code would both have to be fooled, by the same text, in the same way.
"""

import re
import threading
from collections.abc import Iterator
from functools import partial
from typing import Any

import nh3
from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner

from forum.kernel.text.allowed import ATTRIBUTES, REL, SCHEMES, TAGS, permits

# Linear on purpose, and no guessing: "main.py" is not an address.
ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
LinkFacts = dict[tuple[str | None, str] | str, str]
Token = dict[str, Any]


def walled(html: str) -> str:
    """Safe HTML, whatever came in; addresses in its text have become links."""
    return nh3_wall(bleach_wall(html))


def bleach_wall(html: str) -> str:
    """The first wall, which also makes links of addresses outside code."""
    return str(_here.cleaner.clean(html))


def nh3_wall(html: str) -> str:
    """The second wall, which writes what is stored."""
    return _nh3.clean(html)


def _described(link: LinkFacts, new: bool = False) -> LinkFacts | None:
    link[(None, "rel")] = REL
    if new:
        address = link["_text"]
        if address[:4].lower() == "www.":
            address = f"https://{address}"
        if not permits("a", "href", address):
            return None
        link[(None, "href")] = address.replace("&", "&amp;")
    return link


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "rel":  # nobody may send one, so it is the one nh3 has just put there
        return REL
    return value if permits(tag, attribute, value) else None


class _Links(LinkifyFilter):  # type: ignore[misc]
    """bleach's own, but it does not read text twice: "&amp;lt;" is the text "&lt;", and no "<"."""

    def extract_entities(self, token: Token) -> Iterator[Token]:
        yield token


class _PerThread(threading.local):
    """A bleach Cleaner holds the state of its parser: shared by threads it mixes up their texts."""

    def __init__(self) -> None:
        links = partial(_Links, callbacks=[_described], skip_tags={"pre", "code"}, url_re=ADDRESS)
        self.cleaner = Cleaner(
            tags=TAGS, attributes=permits, protocols=SCHEMES, strip=True, filters=[links]
        )


_here = _PerThread()
_nh3 = nh3.Cleaner(
    tags=set(TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    attribute_filter=_kept,
    url_schemes=set(SCHEMES),
    link_rel=REL,
)
