"""Limits: exact, the same for known and unknown, kept across processes, kind to the owner."""

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from argon2 import PasswordHasher

from forum.accounts import passwords, throttles
from forum.accounts.current import network_address
from forum.accounts.models import Member
from forum.app import create_app
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.limits import spend
from tests.cast import OURS, PASSWORD, Visitor
from tests.forum.accounts.conftest import JOINING

ADA = "ada@example.org"
WRONG = "not the password"


@pytest.fixture
def quick(monkeypatch):
    """Hashes that cost little: here only how often one may try is looked at."""
    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", cheap)


def test_the_eleventh_guess_is_not_looked_at(app, ada_with_password):
    answers = [_guess(app, ADA, place=f"192.0.2.{n}").status_code for n in range(11)]

    right = _guess(app, ADA, PASSWORD, place="192.0.2.99")

    assert answers == [422] * 10 + [429]
    assert right.status_code == 429
    assert 0 < int(right.headers["Retry-After"]) <= 300


def test_five_minutes_later_one_may_try_again(app, ada_with_password, quick):
    for n in range(11):
        _guess(app, ADA, place=f"192.0.2.{n}")

    with time_machine.travel(now() + timedelta(minutes=5, seconds=1)):
        assert _guess(app, ADA, PASSWORD, place="192.0.2.99").status_code == 303


def test_an_unknown_address_is_limited_with_the_same_bytes(app, ada_with_password, quick):
    for n in range(10):
        _guess(app, ADA, place=f"192.0.2.{n}")
        _guess(app, "eve@example.org", place=f"198.51.100.{n}")

    with time_machine.travel(now(), tick=False):
        known = _guess(app, ADA, place="192.0.2.99")
        unknown = _guess(app, "eve@example.org", place="198.51.100.99")

    assert known.status_code == unknown.status_code == 429
    assert known.data == unknown.data


def test_one_place_cannot_try_many_accounts(app, ada_with_password, quick):
    answers = [_guess(app, f"person{n}@example.org").status_code for n in range(11)]

    assert answers == [422] * 10 + [429]


def test_a_household_with_many_addresses_is_one_place(app, quick):
    places = [f"2001:db8:0:1::{n:x}" for n in range(1, 12)]
    answers = [_guess(app, f"p{i}@example.org", place=p) for i, p in enumerate(places)]

    assert answers[-1].status_code == 429
    assert _guess(app, "p12@example.org", place="2001:db8:0:2::1").status_code == 422


def test_a_forwarded_address_is_not_believed(app):
    headers = {"X-Forwarded-For": "203.0.113.7"}

    with app.test_request_context(headers=headers, environ_base={"REMOTE_ADDR": "192.0.2.1"}):
        assert network_address() == "192.0.2.1"


def test_right_passwords_use_nothing_up(app, ada_with_password, quick):
    with writing():
        db.query(Member).update({"password_hash": passwords.hashed(PASSWORD)})

    answers = {_guess(app, ADA, PASSWORD).status_code for _ in range(12)}

    assert answers == {303}


def test_guessing_cannot_lock_the_owner_out_of_their_own_browser(app, ada_with_password):
    own = Visitor(app)
    own.post("/sign-in", email=ADA, password=PASSWORD)
    own.client.delete_cookie("folkmoot")
    for n in range(11):
        _guess(app, ADA, place=f"192.0.2.{n}")

    stranger = _guess(app, ADA, PASSWORD, place="192.0.2.99")

    assert stranger.status_code == 429
    assert own.post("/sign-in", email=ADA, password=PASSWORD).status_code == 303


def test_a_known_browser_has_ten_tries_too(app, ada_with_password, quick):
    own = Visitor(app)
    own.post("/sign-in", email=ADA, password=PASSWORD)
    own.client.delete_cookie("folkmoot")

    answers = [own.post("/sign-in", email=ADA, password=WRONG).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]


def test_a_made_up_mark_of_a_known_browser_is_not_believed(app, ada_with_password, quick):
    for n in range(10):
        _guess(app, ADA, place=f"192.0.2.{n}")
    liar = Visitor(app)
    liar.client.set_cookie("folkmoot-known", "0" * 64)

    assert liar.post("/sign-in", email=ADA, password=PASSWORD).status_code == 429


def test_the_limit_holds_across_two_processes(app, config, ada_with_password, quick):
    other = create_app(config)
    answers = [
        _guess(one, ADA, place=f"192.0.2.{n}").status_code
        for n, one in enumerate([app, other] * 5 + [app, other])
    ]
    other.extensions["database"].dispose()

    assert answers == [422] * 10 + [429, 429]


def test_guesses_sent_all_at_once_do_not_pass_together(app, ada_with_password):
    start = threading.Barrier(16)
    answers = []

    def guess(number: int) -> None:
        start.wait()
        answers.append(_guess(app, ADA, place=f"192.0.2.{number}").status_code)

    together = [threading.Thread(target=guess, args=(n,)) for n in range(16)]
    for one in together:
        one.start()
    for one in together:
        one.join()

    assert sorted(answers) == [422] * 10 + [429] * 6


def test_everyone_together_has_a_thousand_tries(app, quick):
    with writing():
        for _ in range(throttles.SIGN_INS_OF_EVERYONE.most):
            spend(throttles.SIGN_INS_OF_EVERYONE, throttles.EVERYONE)

    assert _guess(app, "eve@example.org").status_code == 429


def test_three_mails_to_prove_an_address_in_six_hours(app, quick, letterbox):
    Visitor(app).post("/sign-up", **JOINING)
    asked = [_post(app, "/verify", JOINING["email"]) for _ in range(3)]

    assert [answer.status_code for answer in asked] == [303, 303, 429]
    assert len(letterbox.letters(JOINING["email"])) == 3


def test_somebody_elses_address_cannot_be_flooded_by_signing_up(app, quick, ada, letterbox):
    sent = JOINING | {"email": ADA}
    answers = [Visitor(app).post("/sign-up", **sent).status_code for _ in range(4)]

    assert answers == [303, 303, 303, 429]
    assert len(letterbox.letters(ADA)) == 3


def test_five_mails_for_a_new_password_a_day_known_or_not(app, ada, letterbox):
    known = [_post(app, "/password", ADA).status_code for _ in range(6)]
    unknown = [_post(app, "/password", "eve@example.org").status_code for _ in range(6)]

    assert known == unknown == [303] * 5 + [429]
    assert len(letterbox.letters(ADA)) == 5


def test_ten_sign_ups_an_hour_from_one_place(app, quick):
    answers = [Visitor(app).post("/sign-up", **_person(n)).status_code for n in range(11)]

    assert answers == [303] * 10 + [429]


def test_guessing_inside_a_stolen_session_counts_too(ada_with_password, quick):
    sent = {"current_password": WRONG, "password": "a new long one"}

    answers = [ada_with_password.post("/me/account/password", **sent) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [422] * 10 + [429]


def test_a_page_that_says_wait_repeats_no_password(ada_with_password, quick):
    long = "the quite long password of somebody"
    sent: dict[str, Any] = {"email": ADA, "password": long, "current_password": long}
    visitor = Visitor(ada_with_password.app)

    inside = [ada_with_password.post("/me/account/password", **sent) for _ in range(11)][-1]
    outside = [visitor.post("/sign-in", **sent) for _ in range(11)][-1]

    assert inside.status_code == outside.status_code == 429
    assert long not in inside.text + outside.text


def _person(number):
    letters = "abcdefghijk"[number]
    return JOINING | {"name": f"Person {letters}", "email": f"person-{letters}@example.org"}


def _post(app, url, address):
    return Visitor(app).post(url, email=address)


def _guess(app, address, password=WRONG, *, place="127.0.0.1"):
    with app.app_context():
        return app.test_client().post(
            "/sign-in",
            data={"email": address, "password": password},
            headers=OURS,
            environ_base={"REMOTE_ADDR": place},
        )
