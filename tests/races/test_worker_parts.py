"""Four workers on one database: each event, each piece of work and each mail is dealt with once."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel import relay, tasks
from forum.kernel.clock import now
from forum.kernel.db import database, db, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.mail import OutgoingMail
from forum.kernel.totals import StaleTotal
from forum.threads.models import Thread
from tests.races.auditor import faults
from tests.races.crowd import crowd, question
from tests.races.deeds import FEW
from tests.races.racing import RACERS
from tests.races.tally import Tally, apart
from tests.services.mailsink import running_mailsink


@pytest.fixture(autouse=True)
def tally(app):
    apart.create_all(database().writing)
    return lambda: Counter(db.scalars(select(Tally.c.event_id)))


@pytest.fixture
def mailsink():
    with running_mailsink() as sink:
        yield sink


@pytest.fixture
def config(config, mailsink):
    return replace(config, SMTP_URL=mailsink.url)


def sign_ups(number):
    return [
        ("join", {"name": f"Joiner {n}", "email": f"joiner{n}@example.org"}) for n in range(number)
    ]


def test_four_relays_deliver_a_backlog_once(app, parking, racers, tally):
    asked, voters = [question(parking) for _ in range(5)], crowd(20)
    votes = [
        ("vote", {"member_id": voter, "answer_id": one.answer_ids[0], "value": 1})
        for one in asked
        for voter in voters
    ]
    racers.race(app, *[votes[start::RACERS] for start in range(RACERS)])
    waiting = relay.waiting()

    racers.all_do(app, "deliver")

    assert waiting > 100
    assert tally() == dict.fromkeys(db.scalars(select(PublishedEvent.id)), 1)
    assert relay.waiting() == db.query(StaleTotal).count() == 0
    assert faults() == []


def test_four_workers_run_each_piece_of_work_once(app, parking, racers):
    asked = question(parking)
    with writing():
        for slot in range(40):
            tasks.plan("count a view", str(slot), at=now(), thread_id=asked.id)

    outcomes = racers.all_do(app, "work", ids=tasks.due())

    assert sum(outcome.result for outcome in outcomes) == 40
    assert db.get_one(Thread, asked.id).views == 40


def test_four_workers_send_each_mail_once(app, racers, mailsink):
    joining = sign_ups(20)
    racers.race(app, *[joining[start::RACERS] for start in range(RACERS)])
    racers.all_do(app, "deliver")

    racers.all_do(app, "send")

    sent = Counter(str(mail.message["Message-ID"]) for mail in mailsink.mails)
    assert db.query(OutgoingMail).where(OutgoingMail.state == "sent").count() == 20
    assert sorted(sent.values()) == [1] * 20


def test_one_address_signing_up_four_times_is_one_member(app, racers, deliver):
    for name, facts in sign_ups(5):
        racers.all_do(app, name, **facts)
    deliver()

    kinds = Counter(db.scalars(select(PublishedEvent.kind)))
    assert db.query(Member).count() == kinds["member_joined"] == 5
    assert kinds["sign_up_repeated"] == 15
    assert faults() == []


def test_a_limit_lets_exactly_as_many_through_as_it_says(app, racers):
    lane = [("spend", {"key": "ada"})] * 30

    outcomes = racers.race(app, *[lane] * RACERS)

    through = [outcome for outcome in outcomes if not outcome.refused]
    assert len(outcomes) == 120
    assert len(through) == FEW.most


def test_a_lost_worker_is_replaced_once_its_lease_is_over(app, parking, racers):
    asked = question(parking)
    with writing():
        tasks.plan("count a view", "1", at=now(), thread_id=asked.id)
        db.query(tasks.Work).update({"lease_until": now() - timedelta(seconds=1), "attempts": 1})

    outcomes = racers.all_do(app, "work", ids=tasks.due())

    assert [outcome.result for outcome in outcomes].count(1) == 1
    assert db.get_one(Thread, asked.id).views == 1
