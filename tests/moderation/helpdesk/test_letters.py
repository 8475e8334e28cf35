"""Who is mailed what about a ticket, and who is not."""

import re
from email import policy
from email.parser import BytesParser

import pytest

from forum.accounts.models import Member
from forum.follows.actions import follow
from forum.kernel.db import db, writing
from forum.notifications.actions import choose_preset
from forum.threads.actions import delete_post, share_problem, withdraw_shared_problem
from forum.threads.models import Answer, Thread
from tests.moderation.conftest import asks, escalates


@pytest.fixture
def mails(app, deliver):
    """Everything mailed until now: address, subject and text of each, in order of sending."""

    def delivered():
        deliver()
        folder = app.config["FOLKMOOT"].HOME / "mail"
        files = sorted(folder.glob("*.eml"), key=lambda path: int(path.stem.split(".")[1]))
        return [_read(path) for path in files]

    return delivered


def to(mails, address):
    return [mail for mail in mails() if mail["to"] == address]


def answer(dev, ticket, *, public=True, body="We have added your street."):
    who = "everyone" if public else "person"
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body=body, to=who)


def test_the_author_is_told_reference_and_promise(ticket, mails):
    mail = next(m for m in to(mails, "ada@example.org") if ticket.reference in m["subject"])

    assert "We promise a first answer by 10 am on Wednesday 4 March" in mail["text"]
    assert f"/tickets/{ticket.reference}" in mail["text"]
    assert "key=" not in mail["text"]


def test_somebody_without_an_account_gets_a_link_that_opens_the_ticket(visitor, letter, mails):
    mail = to(mails, "robin@example.org")[0]

    (path,) = re.findall(r"/tickets/\S+", mail["text"])
    assert "It has not come." in visitor.get(path).text


def test_a_mail_says_nothing_a_stranger_typed(visitor, letter, mails):
    mail = to(mails, "robin@example.org")[0]

    assert not any(words in mail["text"] for words in ("Blue badge", "Robin", "not come"))


def test_the_official_answer_is_read_on_the_thread(ada, dev, question, ticket, mails):
    answer(dev, ticket)

    (mail,) = [m for m in to(mails, "ada@example.org") if "official answer" in m["subject"]]
    assert re.search(rf"/threads/{question}-\S+#answer-\d+", mail["text"])


def test_a_private_answer_stands_in_the_mail(dev, letter, mails):
    answer(dev, letter, public=False, body="It is in the post.")

    assert "It is in the post." in to(mails, "robin@example.org")[-1]["text"]


def test_people_with_the_same_problem_are_told_the_outcome(ben, dev, ticket, question, mails):
    with writing():
        share_problem(db.get_one(Thread, question), by=ben.member)
    mails()
    answer(dev, ticket)

    subjects = [m["subject"] for m in to(mails, "ben@example.org")]
    assert subjects.count("An official answer to a problem you have too") == 1


def test_whoever_follows_the_question_too_is_told_once(ben, dev, ticket, question, mails):
    with writing():
        share_problem(db.get_one(Thread, question), by=ben.member)
        follow(by=ben.member, subject_id=question)
        choose_preset("follows", by=ben.member)
    mails()
    answer(dev, ticket)

    assert len(to(mails, "ben@example.org")) == 1


def test_whoever_wants_no_mails_gets_none(ben, dev, ticket, question, mails):
    with writing():
        share_problem(db.get_one(Thread, question), by=ben.member)
        choose_preset("none", by=ben.member)
    mails()
    answer(dev, ticket)

    assert to(mails, "ben@example.org") == []


def test_whoever_took_me_too_back_is_not(app, ben, dev, ticket, question, mails):
    for deed in (share_problem, withdraw_shared_problem):
        with writing():
            deed(db.get_one(Thread, question), by=ben.member)
    mails()
    answer(dev, ticket)

    assert to(mails, "ben@example.org") == []


def test_a_note_between_staff_is_never_mailed(dev, letter, mails):
    dev.post(
        f"/desk/tickets/{letter.reference}/messages", body="Same as before.", visibility="internal"
    )

    assert len(to(mails, "robin@example.org")) == 1


def test_a_message_is_mailed(dev, letter, mails):
    dev.post(
        f"/desk/tickets/{letter.reference}/messages", body="Which street?", visibility="private"
    )

    assert "Which street?" in to(mails, "robin@example.org")[-1]["text"]


def test_an_end_without_a_solution_is_told_with_its_reason_in_one_mail(dev, letter, mails):
    form = {"state": "closed_unresolved", "reason": "cannot", "text": "The county mends it."}
    dev.post(f"/desk/tickets/{letter.reference}/state", **form)

    _, mail = to(mails, "robin@example.org")
    assert "The county mends it." in mail["text"]
    assert "We are not able to do this." in mail["text"]


def test_what_the_citizen_writes_is_not_mailed_back(ada, ticket, mails):
    before = len(to(mails, "ada@example.org"))
    ada.post(f"/tickets/{ticket.reference}/messages", body="Anything new?")

    assert len(to(mails, "ada@example.org")) == before


def test_an_answer_that_was_removed_is_not_announced(dev, ticket, mails):
    answer(dev, ticket)
    with writing():
        official = db.query(Answer).one()
        delete_post(official, by=dev.member)

    assert not [m for m in mails() if "official answer" in m["subject"].lower()]


@pytest.mark.parametrize("fact", [{"is_imported": True, "email": None}, {"verified_at": None}])
def test_nobody_who_was_imported_or_never_confirmed_is_mailed(
    ada, dev, parking, question, mails, fact
):
    with writing():
        member = db.get_one(Member, ada.member_id)
        member.email_key = None
        for name, value in fact.items():
            setattr(member, name, value)
    escalates(dev, question)

    assert to(mails, "ada@example.org") == []


def test_a_title_that_looks_like_a_header_does_no_harm(ada, dev, parking, mails):
    thread = asks(ada, parking, "=?utf-8?q?hi=0D=0ABcc:_evil@x.y?=")
    escalates(ada, thread)

    sent = mails()
    assert sent
    assert all("evil" not in str(mail["headers"]) for mail in sent)


def _read(path):
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    return {
        "to": message["To"],
        "subject": message["Subject"],
        "headers": message.items(),
        "text": next(
            p for p in message.walk() if p.get_content_type() == "text/plain"
        ).get_content(),
    }
