"""What the mails about reports and decisions say, and what they never repeat."""

import re
from email import policy
from email.parser import BytesParser

import pytest

from forum.accounts.models import Member
from forum.kernel.db import db, writing
from moderation.reports.models import Appeal, ReportCase
from tests.moderation.reports.conftest import WHY, appeals, decides, hears, now_is, reports


@pytest.fixture
def mails_to(app, deliver):
    """The texts of all mails to an address, in order of sending."""

    def delivered(address):
        deliver()
        folder = app.config["FOLKMOOT"].HOME / "mail"
        files = sorted(folder.glob("*.eml"), key=lambda path: int(path.stem.split(".")[1]))
        read = [BytesParser(policy=policy.default).parsebytes(f.read_bytes()) for f in files]
        theirs = [mail for mail in read if address in mail["To"]]
        parts = [part for mail in theirs if (part := mail.get_body(("plain",)))]
        return [part.get_content() for part in parts]

    return delivered


def test_a_stranger_is_mailed_nothing_that_somebody_typed(visitor, answer, mails_to):
    reports(visitor, answer, name="Buy pills", email="robin@example.org", body="Cheap pills")

    (text,) = mails_to("robin@example.org")
    assert "We have your report" in text
    assert "pills" not in text


def test_the_link_in_the_mail_opens_the_report(visitor, answer, mails_to):
    reports(visitor, answer, email="robin@example.org")

    (path,) = re.findall(r"/reports/\S+", mails_to("robin@example.org")[0])
    assert visitor.get(path).status_code == 200


def test_the_author_is_mailed_the_whole_statement(cleo, ben, case, mails_to):
    decides(cleo, case, "suspend", until="2026-03-20", hides_post="y")

    text = " ".join(mails_to("ben@example.org")[-1].split())
    for words in (WHY, "Do not name private people", "ends on 20 March", "A person decided"):
        assert words in text
    assert "you can appeal within six months" in text


def test_a_reporter_is_mailed_the_outcome_and_not_the_statement(cleo, joyce, case, mails_to):
    decides(cleo, case, "hide")

    text = mails_to("joyce@example.org")[-1]
    assert "we hid it" in text
    assert WHY not in text


def test_an_appeal_that_was_right_says_so(cleo, rosa, visitor, answer, mails_to):
    page = reports(visitor, answer, email="robin@example.org").location
    reference, key = page.removeprefix("/reports/").split("?key=")
    decides(cleo, now_is(ReportCase).id, "dismiss", rule="none")
    appeals(visitor, reference, key=key)

    hears(rosa, now_is(Appeal).id, "reversed", "It does name somebody.")

    text = mails_to("robin@example.org")[-1]
    assert "You were right" in text
    assert "It does name somebody." in text


def test_somebody_who_has_left_is_mailed_nothing(cleo, joyce, case, mails_to):
    decides(cleo, case, "hide")
    with writing():
        db.get_one(Member, joyce.member_id).verified_at = None

    assert mails_to("joyce@example.org") == []
