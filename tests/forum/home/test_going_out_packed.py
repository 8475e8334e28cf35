"""Pages go out packed, and nobody learns a secret from how long they are."""

import gzip
import re

import pytest

from tests.cast import OURS

UNPACKS = {"Accept-Encoding": "gzip, deflate, br"}
FROM_US = UNPACKS | OURS
FROM_ELSEWHERE = UNPACKS | {"Sec-Fetch-Site": "cross-site"}


def token_on(page: bytes) -> str:
    found = re.search(rb'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1].decode()


@pytest.mark.parametrize("path", ["/", "/ask", "/api/v1/openapi.json"])
def test_whoever_can_unpack_it_gets_the_same_page_packed(visitor, path):
    whole, packed = visitor.get(path), visitor.get(path, headers=FROM_ELSEWHERE)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(whole.data) / 2
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    assert len(gzip.decompress(packed.data)) == len(whole.data)
    assert "Content-Encoding" not in whole.headers
    assert "Accept-Encoding" in whole.headers["Vary"]
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_member_gets_pages_packed_that_our_own_pages_lead_to(ada):
    packed = ada.get("/ask", headers=FROM_US)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert b"What is the problem?" in gzip.decompress(packed.data)


def test_what_another_site_asks_for_in_a_members_name_is_not_packed(ada):
    for asked in (FROM_ELSEWHERE, UNPACKS):
        page = ada.get("/ask", headers=asked)

        assert "Content-Encoding" not in page.headers
        assert "What is the problem?" in page.text


def test_no_two_pages_hold_the_same_token_and_each_of_them_counts(ada):
    tokens = [token_on(ada.get("/me/account").data) for _ in range(3)]

    assert len(set(tokens)) == 3
    for token in tokens:
        sent = ada.post("/me/account/language", language="cy", csrf_token=token)
        assert sent.status_code == 303


def test_all_forms_of_one_page_hold_one_token(ada):
    page = ada.get("/me/account").data

    assert page.count(token_on(page).encode()) == page.count(b'name="csrf_token"') > 1


@pytest.mark.parametrize("change", ["another random part", "another digest", "no dash", "odd"])
def test_a_token_that_somebody_changed_counts_for_nothing(ada, change):
    random_part, _, digest = token_on(ada.get("/me/account").data).partition("-")
    changed = {
        "another random part": f"{'0' * len(random_part)}-{digest}",
        "another digest": f"{random_part}-{'0' * len(digest)}",
        "no dash": digest,
        "odd": f"{random_part}-{digest}\udcff",
    }[change].encode("utf-8", "replace")

    sent = ada.post("/me/account/language", language="cy", csrf_token=changed)

    assert sent.status_code == 403


def test_what_has_a_mark_of_its_bytes_stays_as_it_is(visitor):
    feed = visitor.get("/feed.atom", headers=FROM_US)

    assert feed.headers["ETag"]
    assert "Content-Encoding" not in feed.headers


def test_what_is_short_stays_as_it_is(visitor):
    short = visitor.get("/api/v1/threads", headers=FROM_US)

    assert len(short.data) < 1000
    assert "Content-Encoding" not in short.headers
