"""A new password: by a link when it is forgotten, by the old one otherwise."""

import random
import string
from datetime import timedelta

import pytest
import time_machine

from forum.accounts.models import SignIn
from forum.accounts.password_rules import LIST, fault_of_password
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading
from tests.cast import PASSWORD, Visitor
from tests.forum.accounts.conftest import JOINING, member_at, text_of

ADA = "ada@example.org"
NEW = "seven quiet bicycles"


def test_a_forgotten_password_is_chosen_anew(app, ada_with_password, letterbox):
    browser = Visitor(app)
    browser.post("/password", email=ADA)
    link = letterbox.link(ADA, at="/password")

    answer = browser.post(link, password=NEW)

    assert answer.location == "/me/account"
    assert "Where you are signed in" in browser.get("/me/account").text
    assert Visitor(app).post("/sign-in", email=ADA, password=PASSWORD).status_code == 422
    assert Visitor(app).post("/sign-in", email=ADA, password=NEW).status_code == 303


def test_the_link_works_once(app, ada_with_password, letterbox):
    browser = Visitor(app)
    browser.post("/password", email=ADA)
    link = letterbox.link(ADA, at="/password")
    browser.post(link, password=NEW)

    again = Visitor(app).post(link, password="an attackers words")

    assert again.status_code == 404
    assert Visitor(app).get(link).status_code == 404
    assert Visitor(app).post("/sign-in", email=ADA, password=NEW).status_code == 303


def test_looking_at_the_link_changes_nothing(app, ada_with_password, letterbox):
    Visitor(app).post("/password", email=ADA)
    link = letterbox.link(ADA, at="/password")

    assert [Visitor(app).get(link).status_code for _ in range(3)] == [200, 200, 200]


def test_the_link_ends_after_two_hours(app, ada_with_password, letterbox):
    Visitor(app).post("/password", email=ADA)
    link = letterbox.link(ADA, at="/password")

    with time_machine.travel(now() + timedelta(hours=2, seconds=1), tick=False):
        assert Visitor(app).post(link, password=NEW).status_code == 404


def test_a_bad_choice_leaves_the_link_usable(app, ada_with_password, letterbox):
    browser = Visitor(app)
    browser.post("/password", email=ADA)
    link = letterbox.link(ADA, at="/password")

    assert browser.post(link, password="okafor-1").status_code == 422
    assert browser.post(link, password=NEW).status_code == 303


def test_choosing_anew_signs_out_everywhere_and_tells_the_owner(app, ada_with_password, letterbox):
    browser = Visitor(app)
    browser.post("/password", email=ADA)
    browser.post(letterbox.link(ADA, at="/password"), password=NEW)

    assert ada_with_password.get("/me/account").status_code == 401
    assert letterbox.newest(ADA)["Subject"] == "Your password was changed"
    assert "http://127.0.0.1:8000/password\n" in text_of(letterbox.newest(ADA))


def test_asking_looks_the_same_for_unknown_addresses(app, ada, letterbox):
    known = Visitor(app).post("/password", email=ADA)
    unknown = Visitor(app).post("/password", email="eve@example.org")

    assert (known.status_code, known.location, known.data) == (
        unknown.status_code,
        unknown.location,
        unknown.data,
    )
    assert letterbox.letters("eve@example.org") == []


def test_a_forged_host_does_not_change_the_link(app, ada, letterbox):
    browser = Visitor(app)

    with app.app_context():
        refused = browser.client.post(
            "/password",
            data={"email": ADA},
            headers={"Host": "evil.example", "Sec-Fetch-Site": "same-origin"},
        )
        browser.client.post(
            "/password",
            data={"email": ADA},
            headers={"X-Forwarded-Host": "evil.example", "Sec-Fetch-Site": "same-origin"},
        )

    assert refused.status_code == 400
    assert "evil.example" not in text_of(letterbox.newest(ADA))


def test_somebody_who_joined_in_my_name_is_put_out_by_a_new_password(app, letterbox):
    """An attacker signs up with my address and waits; I sign up, and choose a password."""
    address = JOINING["email"]
    Visitor(app).post("/sign-up", **(JOINING | {"password": "the attackers words"}))
    me = Visitor(app)
    me.post("/sign-up", **JOINING)
    me.post("/password", email=address)

    me.post(letterbox.link(address, at="/password"), password=NEW)

    theirs = Visitor(app).post("/sign-in", email=address, password="the attackers words")
    assert member_at(address).is_verified
    assert theirs.status_code == 422
    assert "Joyce Hart" in me.get("/me/account").text


def test_who_knows_the_old_password_may_change_it(app, ada_with_password):
    phone = Visitor(app)
    phone.post("/sign-in", email=ADA, password=PASSWORD)

    answer = ada_with_password.post("/me/account/password", current_password=PASSWORD, password=NEW)

    assert answer.status_code == 303
    assert "Your password is changed" in ada_with_password.get("/me/account").text
    assert phone.get("/me/account").status_code == 401


def test_changing_it_gives_this_browser_a_new_secret(app, ada_with_password):
    old = ada_with_password.secret
    ada_with_password.post("/me/account/password", current_password=PASSWORD, password=NEW)

    thief = Visitor(app)
    thief.client.set_cookie("folkmoot", old)

    assert ada_with_password.client.get_cookie("folkmoot").value != old
    assert thief.get("/me/account").status_code == 401


def test_links_asked_for_before_end_with_the_change(app, ada_with_password, letterbox):
    Visitor(app).post("/password", email=ADA)
    link = letterbox.link(ADA, at="/password")

    ada_with_password.post("/me/account/password", current_password=PASSWORD, password=NEW)

    assert Visitor(app).post(link, password="a third long one").status_code == 404


def test_without_the_old_password_nothing_changes(app, ada_with_password):
    answer = ada_with_password.post("/me/account/password", current_password="wrong", password=NEW)

    assert answer.status_code == 422
    assert "not the password you sign in with" in answer.text
    assert Visitor(app).post("/sign-in", email=ADA, password=PASSWORD).status_code == 303
    with fresh_reading():
        assert db.query(SignIn).count() == 2


@pytest.mark.parametrize(
    "easy",
    [
        *("password", "Passw0rd", "12345678", "123456789", "qwertyuiop", "iloveyou", "aaaaaaaa"),
        *("Liverpool1", "sunshine99!", "Summer2026!", "football123", "!!dragon!!", "abababab"),
        *("1q2w3e4r", "LetMeIn123", "87654321", "trustno1"),
    ],
)
def test_easy_passwords_are_refused(easy):
    assert "rarer" in fault_of_password(easy, name="Zed", email="z@example.org")


@pytest.mark.parametrize(
    "personal", ["OKAFOR2026x", "xx-ada.okafor-xx", "adaokafor-77", "ada.okafor@example.org"]
)
def test_name_and_address_are_no_passwords(personal):
    assert "Leave your name" in fault_of_password(
        personal, name="Ada Okafor", email="ada.okafor@example.org"
    )


@pytest.mark.parametrize("common", [w for w in LIST.read_text().split() if len(w) >= 8][::25])
def test_everything_on_the_list_is_refused(common):
    assert fault_of_password(common.upper(), name="Zed", email="z@example.org")


def test_random_passwords_are_never_refused():
    chance = random.Random(7)
    signs = string.ascii_letters + string.digits + string.punctuation
    tried = ["".join(chance.choices(signs, k=15)) for _ in range(500)]

    refused = [p for p in tried if fault_of_password(p, name="Ada Okafor", email=ADA)]

    assert refused == []


@pytest.mark.parametrize("fine", [PASSWORD, "drei grüne Kessel", "密码没有人知道", "     x     y"])
def test_any_signs_will_do(fine):
    assert not fault_of_password(fine + "4", name="Zed", email="z@example.org")
