"""Signing up: what is asked, what is refused, and what nobody can find out."""

import re
import threading

import pytest
from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.accounts.names import fault_of_name
from forum.kernel.db import db, fresh_reading
from tests.cast import Visitor
from tests.forum.accounts.conftest import JOINING, member_at, text_of

UNSTABLE = {"X-Request-ID", "Date"}
SEAL = re.compile(r"[0-9a-f]{64}|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT")


def test_the_page_asks_for_no_more_than_is_needed(visitor):
    asked = visitor.get("/sign-up").text

    assert asked.count("<input") == 5
    assert "Set-Cookie" not in visitor.get("/sign-up").headers


def test_a_newcomer_gets_a_link_and_is_not_yet_believed(newcomer, letterbox):
    answer = newcomer.post("/sign-up", **JOINING)

    assert answer.status_code == 303
    assert answer.location == "/sign-up/sent"
    assert "Look at your mail" in newcomer.get("/sign-up/sent").text
    assert letterbox.newest("joyce@example.org")["Subject"] == "Confirm your e-mail address"
    assert not member_at("joyce@example.org").is_verified


def test_the_link_makes_a_member_who_is_signed_in(newcomer, letterbox):
    newcomer.post("/sign-up", **JOINING)
    link = letterbox.link("joyce@example.org", at="/verify")

    answer = newcomer.post(link)
    welcome = newcomer.get(answer.location)

    assert "Your account is ready" in welcome.text
    assert "Joyce Hart" in welcome.text
    assert member_at("joyce@example.org").is_verified


def test_the_password_is_kept_as_a_hash_only(newcomer):
    newcomer.post("/sign-up", **JOINING)

    stored = member_at("joyce@example.org").password_hash

    assert stored.startswith("$argon2id$v=19$m=47104,t=1,p=1$")


def test_somebody_under_18_is_noted(newcomer):
    newcomer.post("/sign-up", **JOINING, is_under_18="y")

    assert member_at("joyce@example.org").is_under_18


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"is_13": ""}, "You can join when you are 13"),
        ({"name": ""}, "Write the name people here will see"),
        ({"name": "J"}, "at least 2 letters"),
        ({"name": "joyce@home"}, "Leave out these signs"),
        ({"name": "win.example now"}, "look like a web address"),
        ({"name": "Win\uff0eexample"}, "look like a web address"),
        ({"name": "Joy\u202ece"}, "cannot be seen"),
        ({"name": "The Council"}, "kept for the council"),
        ({"name": "\u0410da Okafor"}, "letters of one alphabet"),
        ({"name": "The C\u03bfuncil"}, "letters of one alphabet"),
        ({"name": "!!!"}, "with letters"),
        ({"email": ""}, "Write your e-mail address"),
        ({"email": "joyce"}, "does not look like an e-mail address"),
        ({"email": "joyce@"}, "does not look like an e-mail address"),
        ({"email": "a@b@example.org"}, "does not look like an e-mail address"),
        ({"email": "joyce@example"}, "does not look like an e-mail address"),
        ({"email": "joyce hart@example.org"}, "does not look like an e-mail address"),
        ({"email": "j\u00f6yce@example.org"}, "does not look like an e-mail address"),
        ({"email": "x" * 65 + "@example.org"}, "does not look like an e-mail address"),
        ({"email": "=?utf-8?q?a=0D=0ABcc:_b?=@example.org\r\nBcc: c@d.org"}, "does not look like"),
        ({"password": ""}, "Choose a password"),
        ({"password": "short"}, "at least 8"),
        ({"password": "x" * 201}, "Keep it under 200"),
        ({"password": "Password1"}, "Choose a rarer one"),
        ({"password": "joyce-is-here"}, "Leave your name"),
        ({"password": "three\0kettles"}, ""),
    ],
)
def test_what_cannot_be_used_is_said_and_the_rest_stays(newcomer, wrong, sentence):
    answer = newcomer.post("/sign-up", **(JOINING | wrong))

    assert answer.status_code == 422
    assert sentence in answer.text.replace("&#39;", "'")
    assert member_at("joyce@example.org") is None


def test_no_password_is_ever_sent_back(newcomer):
    answer = newcomer.post("/sign-up", **(JOINING | {"is_13": ""}))

    assert JOINING["password"] not in answer.text


def test_a_known_address_gives_the_same_bytes_as_an_unknown_one(app, ada):
    known = Visitor(app).post("/sign-up", **(JOINING | {"email": "ada@example.org"}))
    unknown = Visitor(app).post("/sign-up", **(JOINING | {"email": "new@example.org"}))

    assert _whole(known) == _whole(unknown)


def test_the_owner_of_a_known_address_is_told(newcomer, ada_with_password, letterbox):
    newcomer.post("/sign-up", **(JOINING | {"email": "ADA@Example.org"}))

    letter = letterbox.newest("ada@example.org")

    assert letter["Subject"] == "You have an account already"
    assert "Joyce" not in text_of(letter)
    assert ada_with_password.member.name == "Ada Okafor"


def test_signing_in_at_once_does_not_tell_whether_the_address_was_new(app, ada_with_password):
    password = JOINING["password"]
    Visitor(app).post("/sign-up", **JOINING)
    Visitor(app).post("/sign-up", **(JOINING | {"email": "adam@example.org"}))
    Visitor(app).post("/sign-up", **(JOINING | {"email": "ada@example.org"}))

    new = Visitor(app).post("/sign-in", email="adam@example.org", password=password)
    known = Visitor(app).post("/sign-in", email="ada@example.org", password=password)

    assert new.status_code == known.status_code == 422
    assert new.text.replace("adam@", "ada@") == known.text


def test_a_name_in_use_is_refused_for_known_and_unknown_addresses_alike(app, ada, ben):
    wanted = JOINING | {"name": "ada  OKAFOR"}

    known = Visitor(app).post("/sign-up", **(wanted | {"email": "ben@example.org"}))
    unknown = Visitor(app).post("/sign-up", **(wanted | {"email": "eve@example.org"}))

    assert known.status_code == 422
    assert "name is taken here" in known.text
    assert known.text.replace("ben@", "eve@") == unknown.text


def test_a_name_is_nobodys_until_the_address_is_proved(app, ben):
    """Otherwise trying the name again would tell whether the first address was known."""
    Visitor(app).post("/sign-up", **(JOINING | {"email": "ben@example.org"}))
    Visitor(app).post("/sign-up", **(JOINING | {"email": "first@example.org"}))

    again = Visitor(app).post("/sign-up", **(JOINING | {"email": "second@example.org"}))

    assert again.status_code == 303


def test_of_two_with_one_name_the_second_to_prove_gets_a_number(app, letterbox):
    people = {f"{place}@example.org": Visitor(app) for place in ("first", "second")}
    for address, person in people.items():
        person.post("/sign-up", **(JOINING | {"email": address}))
    for address, person in people.items():
        person.post(letterbox.link(address, at="/verify"))

    assert member_at("first@example.org").name == "Joyce Hart"
    assert member_at("second@example.org").name == "Joyce Hart 2"


def test_two_sign_ups_at_once_with_one_address_make_one_member(app, letterbox):
    start = threading.Barrier(2)
    answers = []

    def join() -> None:
        start.wait()
        answers.append(Visitor(app).post("/sign-up", **JOINING).status_code)

    together = [threading.Thread(target=join) for _ in range(2)]
    for one in together:
        one.start()
    for one in together:
        one.join()

    with fresh_reading():
        members = db.scalar(select(func.count()).select_from(Member))
    subjects = sorted(letter["Subject"] for letter in letterbox.letters("joyce@example.org"))
    assert answers == [303, 303]
    assert members == 1
    assert subjects == ["Confirm your e-mail address", "You have an account already"]


def test_a_member_needs_no_second_account(ada):
    assert ada.get("/sign-up").location == "/"


def test_another_site_cannot_sign_anybody_up(visitor):
    answer = visitor.client.post("/sign-up", data=JOINING, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert member_at("joyce@example.org") is None


def _whole(answer):
    headers = [(name, SEAL.sub("…", value)) for name, value in answer.headers]
    headers = [(name, value) for name, value in headers if name not in UNSTABLE]
    return answer.status_code, headers, answer.data


@pytest.mark.parametrize(
    "name", ["Ольга Smith", "Γιώργος Lee", "李明 Li", "Zoë O’Hara-Núñez", "محمد", "José 2"]
)
def test_names_of_all_alphabets_are_welcome(name):
    assert fault_of_name(name) == ""
