"""Signing in and out: the cookie, the one sentence for every fault, and rights that end at once."""

import statistics
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from argon2 import PasswordHasher

from forum.accounts import actions, passwords, sign_ins
from forum.accounts.models import Member, SignIn
from forum.accounts.standing import Role
from forum.app import create_app
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.errors import Refused
from tests.cast import PASSWORD, Visitor
from tests.forum.accounts.conftest import JOINING, member_at

ADA: dict[str, Any] = {"email": "ada@example.org", "password": PASSWORD}


def test_the_right_password_opens_the_door(app, ada_with_password):
    browser = Visitor(app)

    answer = browser.post("/sign-in", **ADA)

    assert answer.status_code == 303
    assert "Where you are signed in" in browser.get("/me/account").text


def test_the_cookie_is_kept_from_scripts_and_other_sites(app, ada_with_password):
    answer = Visitor(app).post("/sign-in", **ADA)

    cookies = answer.headers.getlist("Set-Cookie")
    own = next(cookie for cookie in cookies if cookie.startswith("folkmoot="))
    assert "HttpOnly" in own
    assert "SameSite=Lax" in own
    assert "Path=/" in own
    assert "Max-Age=2592000" in own
    assert "Secure" not in own
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_over_https_the_cookie_is_bound_to_the_host(config, app, ada_with_password):
    secure = create_app(replace(config, BASE_URL="https://127.0.0.1"))
    browser = Visitor(secure)

    answer = browser.post("/sign-in", **ADA)
    secure.extensions["database"].dispose()

    for cookie in answer.headers.getlist("Set-Cookie"):
        assert cookie.startswith("__Host-folkmoot")
        assert "Secure" in cookie
        assert "Domain" not in cookie


def test_only_a_digest_of_the_secret_is_stored(app, ada_with_password):
    browser = Visitor(app)
    browser.post("/sign-in", **ADA)

    secret = _cookie_of(browser)

    assert len(secret) >= 43
    assert secret not in [row.digest for row in db.query(SignIn)]


def test_each_sign_in_has_a_secret_of_its_own(app, ada_with_password):
    secrets = set()
    for _ in range(3):
        browser = Visitor(app)
        browser.post("/sign-in", **ADA)
        secrets.add(_cookie_of(browser))

    assert len(secrets) == 3


def test_a_cookie_somebody_planted_before_is_replaced(app, ada_with_password):
    browser = Visitor(app)
    browser.client.set_cookie("folkmoot", "planted")

    browser.post("/sign-in", **ADA)

    assert _cookie_of(browser) != "planted"


@pytest.mark.parametrize("address", ["ada@example.org", "ADA@EXAMPLE.ORG", "  ada@example.org "])
def test_the_address_may_be_spelled_in_any_way(app, ada_with_password, address):
    answer = Visitor(app).post("/sign-in", email=address, password=PASSWORD)

    assert answer.status_code == 303


def test_known_and_unknown_addresses_get_identical_answers(app, ada_with_password):
    known = Visitor(app).post("/sign-in", email="ada@example.org", password="wrong password")
    unknown = Visitor(app).post("/sign-in", email="eve@example.org", password="wrong password")

    assert known.status_code == unknown.status_code == 422
    assert known.text.replace("ada@", "eve@") == unknown.text


def test_known_and_unknown_addresses_take_equally_long(app, ada_with_password):
    known = statistics.median(_seconds(app, "ada@example.org") for _ in range(4))
    unknown = statistics.median(_seconds(app, "eve@example.org") for _ in range(4))

    assert unknown > known / 2
    assert known > unknown / 2


def test_a_suspended_member_can_sign_in_and_read(app, max_):
    with writing():
        db.get_one(Member, max_.member_id).password_hash = passwords.hashed(PASSWORD)
    browser = Visitor(app)

    answer = browser.post("/sign-in", email="max@example.org", password=PASSWORD)

    assert answer.status_code == 303
    assert "You can read, but not write" in browser.get("/me/account").text


@pytest.mark.parametrize("fate", [{"erased_at": now()}, {"verified_at": None}])
def test_erased_and_unproved_members_cannot_sign_in(app, ada_with_password, fate):
    with writing():
        db.query(Member).update(fate)

    assert Visitor(app).post("/sign-in", **ADA).status_code == 422


def test_a_sign_in_for_an_imported_person_cannot_be_begun(app):
    with writing():
        imported = Member(name="Old Hand", name_key="old hand", is_imported=True)
        db.add(imported)
        db.flush()

        with pytest.raises(Refused):
            sign_ins.begin_sign_in(imported, browser="A browser")


def test_somebody_erased_is_out_at_the_next_request(ada):
    assert ada.get("/me/account").status_code == 200
    with writing():
        db.query(Member).update({"erased_at": now()})

    assert ada.get("/me/account").status_code == 401


def test_after_signing_out_the_old_cookie_opens_nothing(app, ada):
    secret = ada.secret

    answer = ada.post("/sign-out")

    thief = Visitor(app)
    thief.client.set_cookie("folkmoot", secret)
    assert answer.location == "/"
    assert ada.client.get_cookie("folkmoot") is None
    assert thief.get("/me/account").status_code == 401


def test_signing_out_twice_is_harmless(ada):
    ada.post("/sign-out")

    assert ada.post("/sign-out", csrf_token="").status_code == 303


def test_a_visitor_who_signs_out_is_sent_home(visitor):
    assert visitor.post("/sign-out").location == "/"


def test_after_thirty_days_one_signs_in_again(ada):
    with time_machine.travel(now() + timedelta(days=30, minutes=1), tick=False):
        assert ada.get("/me/account").status_code == 401


def test_another_role_ends_the_sign_ins_from_before(ada):
    with writing():
        actions.change_role(db.get_one(Member, ada.member_id), Role.MODERATOR, by=None)

    assert ada.get("/me/account").status_code == 401


def test_a_hash_with_old_parameters_is_renewed_at_sign_in(app, ada_with_password):
    old = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    with writing():
        db.query(Member).update({"password_hash": old})

    answer = Visitor(app).post("/sign-in", **ADA)

    assert answer.status_code == 303
    assert "m=47104" in member_at("ada@example.org").password_hash


def test_a_password_changed_while_it_was_checked_opens_nothing(ada_with_password):
    stale = ada_with_password.member.password_hash
    member_id = ada_with_password.member_id
    with writing():
        db.get_one(Member, member_id).password_hash = passwords.hashed("another long one")

    with writing(), pytest.raises(Refused):
        sign_ins.sign_in(member_id, proven_hash=stale, browser="A browser", fresh_hash=None)


def test_the_account_page_asks_visitors_to_sign_in(visitor):
    assert visitor.get("/me/account").status_code == 401


def test_somebody_signed_in_goes_straight_on(ada):
    assert ada.get("/sign-in?next=/me/account").location == "/me/account"


def test_signing_in_leads_where_one_wanted_to_go(app, ada_with_password):
    browser = Visitor(app)
    page = browser.get("/sign-in?next=/me/account").text

    answer = browser.post("/sign-in", **ADA, next="/me/account")

    assert 'name="next" value="/me/account"' in page
    assert answer.location == "/me/account"


def test_hostile_text_is_refused_in_plain_words(visitor):
    hostile = ["", "\0", "\ud800", "x" * 1_000_000, "' or 1=1 --"]
    forms = [ADA | {field: text} for field in ADA for text in hostile]

    answers = [visitor.post("/sign-in", **_encoded(form)).status_code for form in forms]

    assert answers == [422] * len(forms)


def test_the_password_of_the_sign_up_page_opens_the_door_once_proved(app, joyce):
    answer = joyce.post("/sign-in", email=JOINING["email"], password=JOINING["password"])

    assert answer.status_code == 303


def _cookie_of(browser: Visitor) -> str:
    cookie = browser.client.get_cookie("folkmoot")
    return cookie.value if cookie else ""


def _encoded(form):
    return {name: text.encode("utf-8", "surrogatepass") for name, text in form.items()}


def _seconds(app, address):
    began = time.thread_time()  # other work on the machine does not count
    Visitor(app).post("/sign-in", email=address, password="not the password")
    return time.thread_time() - began
