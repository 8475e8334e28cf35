"""`next` leads to a page of ours or to the front page, however it is spelled."""

from typing import Any

import pytest

from forum.accounts.onward import onward
from tests.cast import PASSWORD, Visitor

ELSEWHERE = [
    "https://evil.example",
    "http://evil.example/",
    "HTTPS://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "\\/evil.example",
    "/\tevil",
    "/\t/evil.example",
    "\t//evil.example",
    "/\n/evil.example",
    "/%0d%0aLocation:/\r\n",
    "/\r\nSet-Cookie: a=b",
    " //evil.example",
    "/ /evil.example",
    "https:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,hi",
    "evil.example",
    "@evil.example",
    "me@evil.example",
    "http://127.0.0.1:8000@evil.example",
    "http://127.0.0.1:8000.evil.example",
    "/\u2024\u2024/evil.example",
    "\uff0f\uff0fevil.example",
    "/\0/evil.example",
    "//[evil",
    "/sign-in?next=/sign-in",
    "/" + "a" * 600,
    "",
]
OURS = [
    "/",
    "/me/account",
    "/threads/12-where-is-it?page=2#answer-7",
    "/search?q=a%20b&kind=thread",
    "/%2f%2fevil.example",
    "/go?to=https://evil.example",
    "/@evil.example",
]


@pytest.mark.parametrize("asked", ELSEWHERE)
def test_an_address_elsewhere_leads_to_the_front_page(asked):
    assert onward(asked) == "/"


@pytest.mark.parametrize("asked", OURS)
def test_a_page_of_ours_is_gone_to(asked):
    assert onward(asked) == asked


def test_signing_in_never_leaves_the_site(app, ada_with_password):
    sent: dict[str, Any] = {"email": "ada@example.org", "password": PASSWORD}

    led_to = {Visitor(app).post("/sign-in", **sent, next=asked).location for asked in ELSEWHERE}

    assert led_to == {"/"}


def test_the_page_holds_no_address_elsewhere(visitor):
    assert "evil.example" not in visitor.get("/sign-in?next=//evil.example").text
