"""The demo borough has people in it, can be loaded twice, and lets a newcomer in."""

from datetime import timedelta

import pytest

from forum.accounts.models import Member
from forum.home.demo import build_town, people
from forum.kernel.db import db
from forum.kernel.events import Origin, PublishedEvent, acting_through
from forum.kernel.mail import OutgoingMail
from forum.threads.models import Answer, Thread


@pytest.fixture
def town(app, deliver, capsys):
    def build():
        with acting_through("command", origin=Origin.DEMO):
            build_town()
        deliver()
        return capsys.readouterr().out

    return build


def counts():
    return [db.query(model).count() for model in (Member, Thread, Answer, PublishedEvent)]


def test_loading_it_twice_changes_nothing(town):
    town()
    before = counts()

    town()

    assert counts() == before
    assert min(before) > 10


def test_it_prints_log_ins_that_work(town, visitor):
    printed = town()
    email = people.email_of("Ada Okafor")

    answer = visitor.post("/sign-in", email=email, password=people.PASSWORD)

    assert email in printed
    assert people.PASSWORD in printed
    assert answer.status_code == 303


def test_it_mails_nobody(town):
    town()

    assert db.query(OutgoingMail).count() == 0


def test_its_past_lies_in_the_past(town):
    town()

    moments = [thread.asked_at for thread in db.query(Thread)]

    assert max(moments) - min(moments) > timedelta(days=14)
