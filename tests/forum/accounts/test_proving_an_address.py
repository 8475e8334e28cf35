"""Links by mail: looked at without harm, used once, for one purpose, by nobody else."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from forum.accounts.models import Code, Member
from forum.app import create_app
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from tests.cast import Visitor
from tests.forum.accounts.conftest import JOINING, member_at

ADDRESS = JOINING["email"]
CHOSEN = "seven quiet lighthouses"


@pytest.fixture
def link(newcomer, letterbox):
    newcomer.post("/sign-up", **JOINING)
    return letterbox.link(ADDRESS, at="/verify")


@pytest.fixture
def reset(joyce, letterbox):
    joyce.post("/password", email=ADDRESS)
    return letterbox.link(ADDRESS, at="/password")


def test_looking_at_the_link_uses_nothing_up(app, newcomer, link):
    for _ in range(3):
        seen = Visitor(app).get(link)

    assert seen.text.count("<button") == 1
    assert not member_at(ADDRESS).is_verified
    assert newcomer.post(link).location == "/welcome"


def test_a_mail_program_that_asks_for_the_head_uses_nothing_up(visitor, link):
    assert visitor.client.head(link).status_code == 200
    assert not member_at(ADDRESS).is_verified


def test_pressing_twice_is_harmless_and_signs_nobody_in_again(app, newcomer, link):
    newcomer.post(link)

    again = Visitor(app).post(link)

    assert again.status_code == 303
    assert again.location == "/sign-in"
    assert "Set-Cookie" not in again.headers


def test_a_used_link_shows_where_to_get_another(app, newcomer, link):
    newcomer.post(link)

    seen = Visitor(app).get(link)

    assert seen.status_code == 404
    assert "it is too old" in seen.text
    assert 'href="/verify"' in seen.text


def test_a_link_ends_after_two_days(app, newcomer, link):
    with time_machine.travel(now() + timedelta(days=2, seconds=1), tick=False):
        answer = newcomer.post(link)

    assert answer.status_code == 404
    assert not member_at(ADDRESS).is_verified


def test_a_link_of_one_purpose_does_not_serve_the_other(app, newcomer, link, reset):
    verify_code, reset_code = link.rsplit("/", 1)[1], reset.rsplit("/", 1)[1]

    assert (
        Visitor(app).post(f"/password/{verify_code}", password="a new long one").status_code == 404
    )
    assert Visitor(app).post(f"/verify/{reset_code}").status_code == 404


def test_a_live_link_of_one_purpose_does_not_serve_the_other(app, newcomer, link, letterbox):
    code = link.rsplit("/", 1)[1]

    answer = Visitor(app).post(f"/password/{code}", password="a new long one")

    assert answer.status_code == 404
    assert not member_at(ADDRESS).is_verified


def test_a_link_that_was_changed_opens_nothing(visitor, link):
    head, _, code = link.rpartition("/")
    seal = code.partition("-")[2]
    wrong = [
        code[:-1],
        code + "0",
        code[:-1] + ("0" if code[-1] != "0" else "1"),
        "2" + code,
        code.upper(),
        code.replace("-", "--"),
        code.partition("-")[0],
        "9" * 40 + "-" + seal,
        "1-" + "0" * 64,
        "\u0661-" + seal,
        "%00",
        "\u00e9" * 10,
    ]

    looked = {visitor.get(f"{head}/{code}").status_code for code in wrong}
    pressed = {visitor.post(f"{head}/{code}").status_code for code in wrong}

    assert looked == pressed == {404}
    assert not member_at(ADDRESS).is_verified


def test_the_secret_of_a_link_is_not_in_the_database(link):
    secret = link.rsplit("-", 1)[1]

    with fresh_reading():
        [code] = db.query(Code).all()

    assert secret not in [str(getattr(code, column.name)) for column in Code.__table__.columns]


def test_a_link_of_somebody_elses_house_is_not_ours(config, newcomer, link):
    other = create_app(replace(config, SECRET_KEY="y" * 32))

    answer = Visitor(other).post(link)
    other.extensions["database"].dispose()

    assert answer.status_code == 404


def test_links_survive_a_change_of_the_secret_key(config, newcomer, link):
    former = (config.SECRET_KEY,)
    other = create_app(replace(config, SECRET_KEY="y" * 32, SECRET_KEY_FALLBACKS=former))

    answer = Visitor(other).post(link, password=CHOSEN)
    other.extensions["database"].dispose()

    assert answer.status_code == 303


def test_a_link_for_an_address_one_no_longer_has_is_dead(newcomer, link):
    with writing():
        db.query(Member).update({"email": "moved@example.org", "email_key": "moved@example.org"})

    assert newcomer.post(link).status_code == 404


def test_an_erased_person_cannot_come_back_by_an_old_link(newcomer, link, visitor):
    with writing():
        db.query(Member).update({"erased_at": now()})

    assert newcomer.post(link).status_code == 404


def test_somebody_else_signed_in_here_stays_signed_in(ada, newcomer, link):
    answer = ada.post(link, password=CHOSEN)

    assert answer.location == "/welcome"
    assert "Set-Cookie" not in answer.headers
    assert member_at(ADDRESS).is_verified


def test_whoever_signed_up_with_a_strangers_address_gains_nothing(app, visitor, link):
    """Joyce gets the mail in her own browser; somebody else chose the first password."""
    owner = Visitor(app)

    asked = owner.get(link)
    refused = owner.post(link)
    answer = owner.post(link, password=CHOSEN)

    assert 'type="password"' in asked.text
    assert refused.status_code == 422
    assert answer.location == "/welcome"
    first = {"email": ADDRESS, "password": JOINING["password"]}
    assert Visitor(app).post("/sign-in", **first).status_code == 422
    assert Visitor(app).post("/sign-in", email=ADDRESS, password=CHOSEN).status_code == 303


def test_whoever_signed_up_is_signed_out_when_the_owner_chooses_the_password(app, newcomer, link):
    newcomer.post("/sign-in", email=ADDRESS, password=JOINING["password"])

    Visitor(app).post(link, password=CHOSEN)

    assert newcomer.get("/me").status_code in (302, 303, 401)


def test_signing_up_again_does_not_make_a_strangers_password_ones_own(app, link, letterbox):
    """Joyce's browser has joined too, with another password than that of the account."""
    joyce = Visitor(app)
    joyce.post("/sign-up", **JOINING | {"password": "four slow bicycles"})

    refused = joyce.post(link)

    assert refused.status_code == 422
    assert not member_at(ADDRESS).is_verified


def test_in_the_browser_of_the_sign_up_one_press_is_enough(newcomer, link):
    assert 'type="password"' not in newcomer.get(link).text
    assert newcomer.post(link).location == "/welcome"


def test_another_link_can_be_asked_for(app, newcomer, link, letterbox):
    newcomer.post("/verify", email=ADDRESS)

    newer = letterbox.link(ADDRESS, at="/verify")

    assert newer != link
    assert newcomer.post(newer).location == "/welcome"


def test_using_one_link_ends_the_others(app, newcomer, link, letterbox):
    newcomer.post("/verify", email=ADDRESS)
    newcomer.post(letterbox.link(ADDRESS, at="/verify"))

    assert Visitor(app).get(link).status_code == 404


def test_asking_for_a_link_tells_nothing(app, newcomer, link, ada, letterbox):
    answers = [
        Visitor(app).post("/verify", email=address)
        for address in (ADDRESS, "ada@example.org", "nobody@example.org")
    ]

    assert len({(a.status_code, a.location, a.data) for a in answers}) == 1
    assert letterbox.letters("nobody@example.org") == []
    assert letterbox.letters("ada@example.org") == []


def test_a_letter_that_is_no_longer_true_is_not_sent(newcomer, deliver, letterbox):
    newcomer.post("/sign-up", **JOINING)
    with writing():
        db.query(Member).update({"verified_at": now()})

    assert letterbox.letters(ADDRESS) == []


def test_imported_people_are_never_written_to(newcomer, letterbox, visitor):
    newcomer.post("/sign-up", **JOINING)
    with writing():
        db.query(Member).update({"is_imported": True, "email": None, "password_hash": None})

    assert letterbox.letters(ADDRESS) == []
