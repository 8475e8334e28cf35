"""An account is closed by whoever knows its password, and each step of it is mailed once."""

import email
import email.policy
import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from forum.accounts import passwords, sign_ins
from forum.accounts.current import cookie_name
from forum.accounts.models import Member
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from forum.kernel.mail import OutgoingMail
from forum.kernel.mail.sending import send_due
from forum.leaving import actions
from forum.leaving.tasks import erase_leavers, remind_leavers
from tests.cast import PASSWORD

MARCH_2 = "2026-03-02T10:00:00+00:00"
ASKED, SOON = "You asked us to close your account", "We close your account on 16 March"
FAREWELL, STAYS = "We are closing your account", "Your account stays"


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(MARCH_2, tick=False)
    return time_machine


@pytest.fixture
def ada(monday, ada):
    with writing():
        ada.member.password_hash = passwords.hashed(PASSWORD)
    return ada


@pytest.fixture
def mails(config, deliver):
    """The subjects of what was sent to an address so far, oldest first."""

    def subjects(to="ada@example.org"):
        deliver()
        return [letter["Subject"] for letter in letters(config) if letter["To"] == to]

    return subjects


def letters(config):
    policy = email.policy.default
    files = sorted((config.HOME / "mail").glob("*.eml"), key=number_of)
    return [email.message_from_bytes(file.read_bytes(), policy=policy) for file in files]


def number_of(file):
    return int(file.name.split(".")[1])


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


def wants_to_go(person, password=PASSWORD):
    return person.post("/me/leaving", sure="yes", current_password=password)


def leaves_at(person):
    with fresh_reading():
        return db.scalar(select(Member.leaves_at).where(Member.id == person.member_id))


def is_gone(person):
    with fresh_reading():
        return db.get_one(Member, person.member_id).erased_at is not None


@pytest.mark.parametrize(
    ("password", "sentence"),
    [("", "Write your password."), ("not hers", "This is not the password you sign in with now.")],
)
def test_a_stolen_sign_in_closes_no_account(ada, mails, password, sentence):
    refused = wants_to_go(ada, password)

    assert refused.status_code == 422
    assert sentence in refused.text
    assert leaves_at(ada) is None
    assert mails() == []


def test_guessing_the_password_here_is_counted_with_guessing_at_the_door(ada):
    answers = [wants_to_go(ada, f"guess {number}").status_code for number in range(20)]

    assert set(answers) == {422, 429}
    assert wants_to_go(ada).status_code == 429
    assert leaves_at(ada) is None


def test_a_password_that_was_changed_meanwhile_proves_nothing(ada):
    known = ada.member.password_hash
    with writing():
        ada.member.password_hash = passwords.hashed("marrow kettle lantern")

    with pytest.raises(Refused, match="changed a moment ago"), writing():
        actions.ask_to_leave(ada.member, proven_hash=known)


def test_who_never_had_a_password_proves_nothing(ben):
    with pytest.raises(Refused), writing():
        actions.ask_to_leave(ben.member, proven_hash=None)


def test_staff_who_have_not_shown_the_code_of_their_phone_cannot_go_either(dev):
    with writing():
        dev.member.password_hash = passwords.hashed(PASSWORD)
        dev.secret = sign_ins.begin_sign_in(dev.member, browser="Test")
    dev.client.set_cookie(cookie_name(), dev.secret)

    refused = wants_to_go(dev)

    assert refused.status_code == 403
    assert "You work here" in refused.text


def test_whoever_asked_is_mailed_once_with_the_day_and_the_way_back(ada, mails, config):
    assert wants_to_go(ada).status_code == 303
    wants_to_go(ada)

    assert mails() == [ASKED]
    words = text_of(letters(config)[0])
    assert "16 March" in words
    assert "/me/leaving" in words
    assert "Keep my account" in ada.get("/me/leaving").text


def test_who_takes_it_back_hears_of_that_alone(ada, mails, monday):
    wants_to_go(ada)
    for _ in range(2):
        ada.post("/me/leaving/removal")

    assert mails() == [STAYS]


def test_a_reminder_comes_three_days_before_and_once(ada, mails, monday):
    wants_to_go(ada)
    monday.shift(timedelta(days=10, hours=23))
    remind_leavers()
    assert mails() == [ASKED]

    monday.shift(timedelta(hours=2))
    for _ in range(2):
        remind_leavers()
        assert mails() == [ASKED, SOON]


def test_who_stayed_is_not_reminded_and_who_asks_again_is_reminded_of_the_new_day(
    ada, mails, monday
):
    wants_to_go(ada)
    mails()
    monday.shift(timedelta(days=11))
    remind_leavers()
    ada.post("/me/leaving/removal")
    assert mails() == [ASKED, STAYS]

    wants_to_go(ada)
    remind_leavers()
    assert mails() == [ASKED, STAYS, ASKED]
    monday.shift(timedelta(days=11, minutes=1))
    remind_leavers()
    assert mails()[3:] == ["We close your account on 27 March"]


def test_the_farewell_leaves_first_and_only_then_the_address_is_forgotten(ada, mails, monday):
    wants_to_go(ada)
    mails()
    monday.shift(timedelta(days=14, minutes=1))
    erase_leavers()
    erase_leavers()
    assert not is_gone(ada)

    send_due()
    erase_leavers()
    assert is_gone(ada)
    erase_leavers()
    assert mails()[-1] == FAREWELL
    assert mails().count(FAREWELL) == 1


def test_an_erasure_that_is_broken_off_says_farewell_once(ada, mails, monday, monkeypatch):
    wants_to_go(ada)
    monday.shift(timedelta(days=14, minutes=1))
    erase_leavers()
    send_due()
    monkeypatch.setattr("forum.leaving.actions.make_nameless", broken)
    with pytest.raises(RuntimeError):
        erase_leavers()
    monkeypatch.undo()
    assert not is_gone(ada)

    erase_leavers()

    assert is_gone(ada)
    assert mails().count(FAREWELL) == 1


def broken(_member):
    raise RuntimeError


def test_no_row_of_a_mail_keeps_the_address(ada, mails, monday):
    wants_to_go(ada)
    mails()
    monday.shift(timedelta(days=14, minutes=1))
    erase_leavers()
    send_due()
    erase_leavers()

    with fresh_reading():
        rows = db.execute(select(OutgoingMail.__table__)).all()
    assert len(rows) == 2
    assert not any("example.org" in str(row) for row in rows)


def test_a_farewell_that_nobody_takes_keeps_nobody_here(ada, monday):
    wants_to_go(ada)
    monday.shift(timedelta(days=14, minutes=1))
    erase_leavers()
    with writing():
        db.execute(update(OutgoingMail).values(state="dead"))

    erase_leavers()

    assert is_gone(ada)


def test_a_mail_server_that_is_down_keeps_nobody_for_longer_than_a_day(ada, monday):
    wants_to_go(ada)
    for hours in (14 * 24 + 1, 23):
        monday.shift(timedelta(hours=hours))
        erase_leavers()
        assert not is_gone(ada)

    monday.shift(timedelta(hours=2))
    erase_leavers()

    assert is_gone(ada)


def test_every_letter_is_in_the_language_of_its_reader(ada, mails, monday, config):
    with writing():
        ada.member.language = "cy"
    wants_to_go(ada)
    mails()
    monday.shift(timedelta(days=11, minutes=1))
    remind_leavers()
    mails()
    monday.shift(timedelta(days=3))
    erase_leavers()
    mails()

    said = [letter["Subject"] + text_of(letter) for letter in letters(config)]
    assert len(said) == 3
    assert all("eich cyfrif" in words for words in said)
    assert not any(re.search(r"\b(account|asked|closing)\b", words) for words in said)
