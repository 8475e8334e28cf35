"""One call to a desk: the address checked, the answer read, every no told apart."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import current_app

from forum.kernel.calling import PORTS, Answered, Caller, NotReached
from moderation.handover.adapters.shapes import Line, Lost, NotTrusted, Refusal

PASSWORD_WRONG = (401, 403)
NOT_THERE = (404, 410)
LATER = (408, 409, 423, 425, 429)
UNREADABLE = "Their answer could not be read."
NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""The sign itself; after an escaped backslash the same letters are text."""


def say(
    line: Line,
    method: str,
    path: str,
    *,
    query: Mapping[str, str] | None = None,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Any:
    """What they answered, as JSON; None for an empty answer."""
    url = address_of(line.address, path, query or {})
    sent = {"Accept": "application/json", "User-Agent": "Folkmoot"} | dict(headers or {})
    return _read(caller_to(url).ask(method, url, body, headers=sent))


def address_of(base: str, path: str, query: Mapping[str, str]) -> str:
    """What stands behind a question mark in the address of the desk goes along with each call."""
    place = urlsplit(base)
    asked = urlencode([*parse_qsl(place.query), *query.items()])
    return urlunsplit((place.scheme, place.netloc, place.path.rstrip("/") + path, asked, ""))


def caller_to(url: str) -> Caller:
    """The guarded way out; only what the operator has named leads into our own network."""
    if is_inner(url):
        port = urlsplit(url).port or PORTS.get(urlsplit(url).scheme, 0)
        return Caller(admits=lambda _: True, ports={port})
    return Caller()


def is_inner(url: str) -> bool:
    """Whether the operator says that this host and port may be called though it is inside."""
    place = urlsplit(url)
    port = place.port or PORTS.get(place.scheme, 0)
    return f"{place.hostname}:{port}" in current_app.config["FOLKMOOT"].INNER_DESKS


def in_json(facts: Mapping[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False).encode()


def moment_in(text: Any) -> datetime | None:
    """A moment as they write it; None for anything else."""
    try:
        found = datetime.fromisoformat(str(text))
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def plain(text: str, content_type: str = "") -> str:
    """The words of a text that may be HTML."""
    if "html" not in content_type:
        return text.strip()
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.words).strip()


def _read(answer: Answered) -> Any:
    if answer.status in PASSWORD_WRONG:
        raise NotTrusted(str(answer.status))
    if answer.status in NOT_THERE:
        raise Lost(str(answer.status))
    if 400 <= answer.status < 500 and answer.status not in LATER:
        raise Refusal(str(answer.status))
    if not answer.is_yes:
        raise NotReached(str(answer.status))
    try:
        return read_json(answer.body) if answer.body.strip() else None
    except (ValueError, RecursionError) as error:
        raise NotReached(UNREADABLE) from error


def read_json(body: bytes) -> Any:
    """Without signs that no database keeps. Raises ValueError or RecursionError."""
    said = NUL.sub(r"\1", json.dumps(json.loads(body), ensure_ascii=False))
    return json.loads(said.encode("utf-8", "replace"))


class _Reader(HTMLParser):
    """Keeps the words, and a line for each block."""

    BLOCKS = frozenset({"br", "p", "div", "li", "tr", "blockquote"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in self.BLOCKS and self.words:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
