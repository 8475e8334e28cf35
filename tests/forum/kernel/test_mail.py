"""Mails are owed once, sent once, and cannot be turned into something else."""

from dataclasses import dataclass
from email import message_from_bytes, policy

import pytest

from forum.kernel.db import db, writing
from forum.kernel.events import publish
from forum.kernel.house import house
from forum.kernel.mail import Letter, OutgoingMail, owe
from forum.kernel.mail.building import UnsafeHeader, build, safe
from forum.kernel.mail.sending import send_due
from tests.forum.kernel.test_delivering_events import BellRang

HOSTILE = [
    "=?utf-8?q?hi=0D=0ABcc:_evil@x.y?=",
    "=?utf-8?b?aGkNCkJjYzogZXZpbEB4Lnk=?=",
    "hi\r\nBcc: evil@x.y",
    "hi\nBcc: evil@x.y",
    'a" <evil@x.y>',
    "=?utf-8?q?=3D=3Futf-8=3Fq=3F=0D=0ABcc:_evil@x.y=3F=3D?=",
    "\x00\x07 bell",
    "x" * 5000,
]
EXPECTED = {
    "From",
    "To",
    "Subject",
    "Message-ID",
    "Date",
    "Auto-Submitted",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "MIME-Version",
    "Content-Type",
}


@dataclass
class Post:
    """What the MAILS table of a room would make of a row."""

    letter: Letter | None = None

    def __call__(self, mail):
        return self.letter


@pytest.fixture
def post(app):
    house().mails["bell"] = Post(Letter("ada@example.org", "The bell rang", "It rang.\n\nTwice."))
    return house().mails["bell"]


def owed():
    with writing():
        event_id = publish(BellRang(actor_id=None, number=1))
        return [owe("bell", event_id=event_id, recipient="member:1") for _ in range(2)]


def sent(app):
    files = (app.config["FOLKMOOT"].HOME / "mail").glob("*.eml")
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def test_a_mail_is_owed_once_for_an_event_a_person_and_a_kind(app, post):
    assert owed() == [True, False]


def test_it_is_sent_once_as_text_and_html(app, post):
    owed()

    send_due()
    send_due()

    [mail] = sent(app)
    assert mail["To"] == "ada@example.org"
    assert mail.get_body(("plain",)).get_content().startswith("It rang.\n\nTwice.")
    assert "<p>It rang.</p>" in mail.get_body(("html",)).get_content()
    assert db.query(OutgoingMail.state).scalar() == "sent"


def test_a_mail_whose_reader_lost_the_right_is_dropped(app, post):
    post.letter = None
    owed()

    send_due()

    assert sent(app) == []
    assert db.query(OutgoingMail.state).scalar() == "dropped"


@pytest.mark.parametrize("words", HOSTILE)
def test_no_title_adds_a_header_or_a_recipient(app, words):
    letter = Letter("ada@example.org", words, words, about_page="/x", unsubscribe="/unsubscribe/t")

    mail = message_from_bytes(build(letter, mail_id=1).as_bytes(), policy=policy.default)

    assert set(mail.keys()) == EXPECTED
    assert mail["To"] == "ada@example.org"
    assert "evil@x.y" not in str(mail["From"])


@pytest.mark.parametrize("words", HOSTILE[:4])
def test_the_guard_refuses_line_breaks_even_encoded_ones(words):
    with pytest.raises(UnsafeHeader):
        safe(words)


def test_a_letter_that_cannot_be_made_keeps_no_other_from_being_sent(app, post):
    def fails(mail):
        raise RuntimeError("told to fail")

    house().mails["broken"] = fails
    with writing():
        event_id = publish(BellRang(actor_id=None, number=1))
        owe("broken", event_id=event_id, recipient="member:1")
        owe("bell", event_id=event_id, recipient="member:1")

    send_due()

    assert [mail["Subject"] for mail in sent(app)] == ["The bell rang"]
    assert db.query(OutgoingMail.attempts).where(OutgoingMail.kind == "broken").scalar() == 1


def test_one_click_unsubscribe_points_to_our_address(app):
    letter = Letter("ada@example.org", "Hello", "Text", unsubscribe="/unsubscribe/t")

    mail = build(letter, mail_id=1)

    assert mail["List-Unsubscribe"] == "<http://127.0.0.1:8000/unsubscribe/t>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_row_always_has_the_same_message_id(app):
    letter = Letter("ada@example.org", "Hello", "Text")

    ids = {build(letter, mail_id=7)["Message-ID"] for _ in range(2)}

    assert len(ids) == 1
