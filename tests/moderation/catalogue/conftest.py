"""Sending the long forms of the catalogue as a manager fills them in."""

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.cast import Person

Edit = Callable[..., TestResponse]


class _Fields(HTMLParser):
    """What a browser would send of the form that has a field `seen`."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._in: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("type") not in ("file", "checkbox", "radio", "search"):
            self.found[given["name"]] = given.get("value", "")
        if tag in ("select", "textarea"):
            self._in = given["name"]
            self.found[self._in] = ""
        if tag == "option" and "selected" in given and self._in:
            self.found[self._in] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self._in = None

    def handle_data(self, data: str) -> None:
        if self._in and self.lasttag == "textarea":
            self.found[self._in] += data


def fields_of(answer: TestResponse) -> dict[str, Any]:
    reader = _Fields()
    reader.feed(answer.get_data(as_text=True))
    reader.found.pop("csrf_token", None)
    return {name: text.lstrip("\n") for name, text in reader.found.items()}


def words_of(answer: TestResponse) -> str:
    """The page as one line of text."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))).split())


@pytest.fixture
def look(adam: Person) -> Edit:
    """The preview of a change: the form as it stands, with these fields changed."""

    def send(url: str, **changed: Any) -> TestResponse:
        return adam.post(url, **fields_of(adam.get(url)) | changed)

    return send


@pytest.fixture
def save(adam: Person, look: Edit) -> Edit:
    """The change looked at and then saved."""

    def send(url: str, **changed: Any) -> TestResponse:
        return adam.post(url, **fields_of(look(url, **changed)))

    return send
