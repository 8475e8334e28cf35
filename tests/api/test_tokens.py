"""A program acts for the member of its token, and for nobody else; browsers' cookies count not."""

import pytest
from sqlalchemy import update

from forum.accounts.models import ApiToken
from forum.accounts.tokens import issue_token
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.threads.models import Thread
from tests.api.conftest import PREFIX
from tests.cast import OURS

QUESTION = {"title": "My permit is lost", "body": "It never came.", "topic": "parking"}
ELSEWHERE = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}


@pytest.fixture
def token(ada) -> str:
    """As `folkmoot token create` prints it."""
    with writing():
        return issue_token(ada.member, name="The tests of the API")


def bearer(token: str) -> dict[str, dict[str, str]]:
    return {"headers": {"Authorization": f"Bearer {token}"}}


def test_a_new_token_acts_for_its_member(nobody, token):
    assert nobody("GET", "/me", raw=bearer(token)).json["name"] == "Ada Okafor"


@pytest.mark.parametrize(
    ("method", "path", "sent"),
    [
        ("GET", "/me", {}),
        ("POST", "/threads", QUESTION),
        ("GET", "/threads", {}),
        ("POST", "/tickets", {"subject": "S", "body": "B", "email": "r@example.org"}),
    ],
)
def test_a_token_that_has_ended_is_refused_at_the_next_call(
    nobody, parking, token, method, path, sent
):
    """Also where no token is needed, so that its program learns of it."""
    raw = bearer(token) | ({"json": sent} if sent else {})
    before = nobody(method, path, raw=raw).status_code
    with writing():
        db.execute(update(ApiToken).values(ended_at=now()))

    answer = nobody(method, path, raw=raw)

    assert before < 300
    assert answer.status_code == 401
    assert "token" in answer.json["detail"]


def test_a_token_of_somebody_who_has_left_is_refused(nobody, ada, token):
    with writing():
        ada.member.erased_at = now()

    assert nobody("GET", "/me", raw=bearer(token)).status_code == 401


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Bearer wrong", "Basic YWRhOnNlY3JldA==", "Token {}", "{}"],
)
def test_anything_else_is_no_token(nobody, token, header):
    headers = {"Authorization": header.replace("{}", token)}

    assert nobody("GET", "/me", raw={"headers": headers}).status_code == 401


def test_the_word_before_a_token_may_be_written_small(nobody, token):
    headers = {"Authorization": f"bearer {token}"}

    assert nobody("GET", "/me", raw={"headers": headers}).status_code == 200


def test_a_token_in_an_address_counts_not(nobody, token):
    """Addresses are written down by every machine on the way."""
    for name in ("token", "access_token", "Authorization"):
        assert nobody("GET", f"/me?{name}={token}").status_code == 401


def test_the_cookie_of_a_browser_counts_not(ada, parking):
    own = {"X-CSRF-Token": ada.csrf} | OURS

    assert ada.get("/me").status_code == 200
    assert ada.get(f"{PREFIX}/me").status_code == 401
    answer = ada.client.post(f"{PREFIX}/threads", json=QUESTION, headers=own)
    assert answer.status_code == 401
    assert db.query(Thread).count() == 0


def test_beside_a_token_the_cookie_counts_not(ada, ben, token):
    """Ben's browser with Ada's token is Ada's program."""
    answer = ben.client.get(f"{PREFIX}/me", **bearer(token))

    assert answer.json["name"] == "Ada Okafor"


def test_a_program_needs_no_page_of_ours(nobody, token, parking):
    """A browser adds no token by itself, so nothing can be forged with one."""
    headers = bearer(token)["headers"] | ELSEWHERE

    answer = nobody("POST", "/threads", raw={"json": QUESTION, "headers": headers})

    assert answer.status_code == 201


def test_without_a_token_no_foreign_page_writes(nobody, parking):
    contact = {"subject": "S", "body": "B", "email": "r@example.org"}

    answer = nobody("POST", "/tickets", raw={"json": contact, "headers": ELSEWHERE})

    assert answer.status_code == 403


def test_no_answer_sets_a_cookie_or_is_kept_for_others(nobody, token, samples):
    for path in ("/me", f"/threads/{samples.thread_id}", "/threads"):
        answer = nobody("GET", path, raw=bearer(token))

        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_no_foreign_page_may_read_the_answers(nobody, samples):
    answer = nobody("GET", "/threads", raw={"headers": ELSEWHERE})

    assert not [name for name, _ in answer.headers if name.startswith("Access-Control-")]
